"""The command, the daily digest and the page's check name what is wrong, and are silent about what is right."""

from communesplone.core.audit import api as audit
from communesplone.core.audit import checking
from communesplone.core.audit import command
from communesplone.core.audit import log
from communesplone.core.audit import work
from communesplone.core.audit.domain import chain
from communesplone.core.audit.domain import digest
from communesplone.core.audit.domain.chain import Fault
from communesplone.core.audit.domain.chain import Finding
from communesplone.core.audit.domain.chain import SEAL
from communesplone.core.audit.log import BLOCK
from communesplone.core.audit.log import END
from communesplone.core.keys import site_keys
from communesplone.core.moments import now
from datetime import date
from datetime import datetime
from datetime import UTC
from OFS.Folder import Folder
from plone import api
from types import SimpleNamespace
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
import pytest


COUNT = BLOCK + 21
DAY = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def filled(found: log.Log, count: int = COUNT, actor: str = "anna") -> log.Log:
    """Entries enough for a block and a tail."""
    for number in range(1, count + 1):
        body = audit.entry.body(MOMENT, actor, "case.opened", f"case:{number}", "", {})
        found.chain.append(body, DAY)
    return found


def alter(found: log.Log, number: int) -> None:
    """Write another actor into an entry, as somebody with the database would."""
    block = found.chain._blocks[(number - 1) // BLOCK]
    lines = block.lines.split(END)
    lines[(number - 1) % BLOCK] = lines[(number - 1) % BLOCK].replace(b"anna", b"otto")
    block.lines = END.join(lines)


def test_one_altered_entry_is_named_on_the_page_and_in_the_log_itself(journal, caplog):
    filled(journal.log)
    alter(journal.log, 77)
    verdict = checking.check_and_note(journal.log, now(), [])
    assert verdict.findings == (Finding(Fault.ALTERED, 77, 77),)
    assert checking.findings(journal.log.last_check) == [Finding(Fault.ALTERED, 77, 77)]
    assert "NOT whole" in caplog.text
    assert journal.entries()[-1].details == {"count": COUNT, "whole": False}


def test_a_lost_block_and_a_cut_tail_are_named(journal):
    filled(journal.log, 2 * BLOCK + 5)
    del journal.log.chain._blocks[0]
    chain = journal.log.chain
    chain._lines, chain._seals = END.join(chain._lines.split(END)[:2]) + END, chain._seals[: 2 * SEAL]
    assert checking.check(journal.log).findings == (
        Finding(Fault.MISSING, 1, BLOCK),
        Finding(Fault.CUT, 2 * BLOCK + 3, 2 * BLOCK + 5),
    )


def test_the_digest_is_an_entry_of_its_own_and_finds_a_log_that_was_written_anew(journal, portal):
    filled(journal.log)
    made = checking.keep_digest(portal, journal.log, b"key", DAY)
    assert checking.keep_digest(portal, journal.log, b"key", DAY) is None
    entry = journal.entries()[-1]
    assert (entry.action, entry.details["seal"], entry.details["count"]) == ("log.digest", made.head.hex(), COUNT)
    assert checking.check(journal.log).is_whole
    kept = dict(journal.log.digests.items())
    journal.forget()
    filled(journal.log, actor="otto")
    assert checking.check(journal.log).is_whole
    journal.log.digests.update(kept)
    assert checking.check(journal.log).findings == (Finding(Fault.NOT_AS_ANCHORED, COUNT, COUNT),)
    journal.forget()
    filled(journal.log, 100)
    assert checking.check(journal.log, [made]).findings == (Finding(Fault.CUT, 101, COUNT),)


def test_a_digest_that_somebody_wrote_himself_is_told_from_one_of_the_site(journal, portal):
    filled(journal.log)
    made = checking.keep_digest(portal, journal.log, b"key", DAY)
    checking.check_and_note(journal.log, now(), [b"newer key", b"key"])
    assert journal.log.last_check["doubtful"] == []
    forged = digest.make(b"other key", DAY.replace(day=23), made.count, made.head)
    journal.log.digests["2026-11-23"] = forged.line()
    checking.check_and_note(journal.log, now(), [b"newer key", b"key"])
    assert journal.log.last_check["doubtful"] == ["2026-11-23"]


def test_every_night_the_digest_is_kept_and_mailed_where_an_address_is_set(journal, portal, monkeypatch):
    sent = []
    monkeypatch.setattr(work, "post", sent.append)
    night = now().replace(year=2026, month=11, day=25, hour=0, minute=10)
    audit.record("case.opened", "case:1")
    work.DailyDigest().do(night)
    assert (list(journal.log.digests), sent) == (["2026-11-24"], [])
    api.portal.set_registry_record("communesplone.core.audit.digest_address", "anchor@notary.example")
    work.DailyDigest().do(night)
    assert sent == []
    work.DailyDigest().do(night.replace(day=26))
    (letter,) = sent
    assert letter.to == "anchor@notary.example"
    assert digest.read(letter.paragraphs[-1])[0].line() == journal.log.digests["2026-11-25"]


def test_the_catch_up_and_the_check_are_work_of_the_jobs(journal, portal):
    audit.record("case.opened", "case:1")
    work.CatchUp().do(now())
    assert (len(journal.log.inbox), journal.log.chain.count) == (0, 1)
    assert work.CheckHandler().do({}, SimpleNamespace()) is None
    assert journal.log.last_check["findings"] == []


@pytest.fixture
def database(tmp_path):
    """A Data.fs with a log in a site, and the way to change it."""
    path = str(tmp_path / "Data.fs")

    def write(change=None):
        db = DB(FileStorage(path))
        with db.transaction() as connection:
            root = connection.root()
            if "Application" not in root:
                root["Application"] = Folder("Application")
                root["Application"].commune = Folder("commune")
                root["Application"].commune.__annotations__ = {log.ANNOTATION: filled(log.Log())}
            if change is not None:
                change(root["Application"].commune.__annotations__[log.ANNOTATION])
        db.close()
        return path

    return write


def test_the_command_says_that_a_log_is_whole(database, capsys):
    assert command.main([database(), "commune"]) == 0
    assert "The log is whole." in capsys.readouterr().out


def test_the_command_names_an_altered_entry(database, capsys):
    assert command.main([database(lambda found: alter(found, 5)), "commune"]) == 1
    assert "Entry 5 was altered.\nThe log is NOT whole." in capsys.readouterr().out


def test_the_command_compares_with_digests_from_outside(database, capsys, tmp_path):
    path = database()
    kept = tmp_path / "mails.txt"
    kept.write_text(f"Subject: digest\n\n{digest.make(b'key', DAY, COUNT + 2, bytes(32)).line()}\n")
    assert command.main([path, "commune", str(kept)]) == 1
    assert f"Entries {COUNT + 1} to {COUNT + 2} were cut off from the end." in capsys.readouterr().out


def test_the_command_says_whose_the_digests_are(database, capsys, tmp_path, monkeypatch):
    own = digest.make(b"key", DAY, COUNT, filled(log.Log()).chain.head)
    path = database(lambda found: found.digests.update({DAY.isoformat(): own.line()}))
    assert command.main([path, "commune"]) == 0
    assert "is not known" in capsys.readouterr().out
    monkeypatch.setattr(command, "_keys", lambda site: [b"newer key", b"key"])
    assert command.main([path, "commune"]) == 0
    assert "All digests bear the mark of this site." in capsys.readouterr().out
    kept = tmp_path / "mails.txt"
    kept.write_text(digest.make(b"other key", DAY.replace(day=20), COUNT, own.head).line())
    assert command.main([path, "commune", str(kept)]) == 0
    said = capsys.readouterr().out
    assert "The digest of 2026-11-20" in said
    assert "2026-11-24" not in said


def test_the_keys_are_found_in_a_site_that_does_not_run(portal):
    assert command._keys(portal.aq_base) == site_keys()


def test_the_command_says_what_it_cannot_read(database, capsys, tmp_path):
    path = database()
    (tmp_path / "empty").write_text("nothing")
    calls = [
        [],
        [path],
        [path, "nowhere"],
        [str(tmp_path / "no.fs"), "commune"],
        [path, "commune", str(tmp_path / "missing")],
        [path, "commune", str(tmp_path / "empty")],
    ]
    assert [command.main(one) for one in calls] == [2] * len(calls)
    assert "no log in a site nowhere" in capsys.readouterr().out


def test_every_fault_has_words():
    for fault in chain.Fault:
        assert command.sentence(Finding(fault, 1, 1)).startswith("Entry 1 ")
        assert command.sentence(Finding(fault, 1, 2)).startswith("Entries 1 to 2 ")
