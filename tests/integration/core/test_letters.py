"""What a citizen finds in the mailbox, and when."""

from communesplone import _
from communesplone.core.jobs.store import get_store
from communesplone.core.mail import queue
from communesplone.core.mail.letters import compose
from communesplone.core.mail.letters import Letter
from communesplone.core.mail.letters import post
from communesplone.testing import posted
from dataclasses import replace
from email import message_from_string
from email.header import decode_header
from email.header import make_header
from email.utils import parseaddr
from plone import api
from time import time
from zope.sendmail.maildir import Maildir
import os
import pytest
import transaction


LETTER = Letter(
    to="nadia@example.org",
    language="fr",
    subject=_("Submitted"),
    paragraphs=("Ça y est : <b>prêt</b> & signé", "Deuxième alinéa"),
    facts=(("Numéro", "7KQ2-94MX"), ("Document", "Acte <naissance>")),
    link="https://valmeuse.example/@@track?number=7KQ2-94MX&x=1",
    link_text="Suivre",
    about="case:7KQ2-94MX",
)


@pytest.fixture
def mails(functional_portal):
    """Letters that wait to be sent."""
    api.portal.set_registry_record("plone.email_from_address", "commune@valmeuse.example")
    api.portal.set_registry_record("plone.site_title", "Valmeuse")
    transaction.commit()
    return lambda: posted(functional_portal)


@pytest.fixture
def message(portal):
    return compose(LETTER, "Commune de Valmeuse", "commune@valmeuse.example")


def parts(message) -> tuple[str, str]:
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    return plain.get_content(), html.get_content()


def test_a_letter_has_text_and_html_with_the_same_words(message):
    assert message.get_content_type() == "multipart/alternative"
    text, html = parts(message)
    for words in ("Deuxième alinéa", "7KQ2-94MX", "Suivre", "Commune de Valmeuse", "Numéro"):
        assert words in text or words == "Commune de Valmeuse"
        assert words in html
    assert "https://valmeuse.example/@@track?number=7KQ2-94MX&x=1" in text
    assert 'href="https://valmeuse.example/@@track?number=7KQ2-94MX&amp;x=1"' in html


def test_what_a_citizen_typed_is_text_in_the_html_part(message):
    text, html = parts(message)
    assert "<b>prêt</b> & signé" in text
    assert "&lt;b&gt;prêt&lt;/b&gt; &amp; signé" in html
    assert "<b>" not in html
    assert "<naissance>" not in html


def test_a_letter_says_its_language_and_that_no_person_sent_it(message):
    assert message["Content-Language"] == "fr"
    assert message["Auto-Submitted"] == "auto-generated"
    assert '<html lang="fr">' in parts(message)[1]
    assert message["From"] == "Commune de Valmeuse <commune@valmeuse.example>"
    assert message["To"] == "nadia@example.org"


def test_messages_are_translated_for_the_reader_not_for_the_one_who_works(portal, monkeypatch):
    asked = []

    def translated(text, target_language=None, **more):
        asked.append(target_language)
        return f"{text} in {target_language}"

    monkeypatch.setattr("communesplone.core.mail.letters.translate", translated)
    made = compose(Letter("a@example.org", "nl", _("Submitted"), (_("Issued"),)), "Valmeuse", "c@example.org")
    assert made["Subject"] == "Submitted in nl"
    assert "Issued in nl" in made.get_body(("plain",)).get_content()
    assert set(asked) == {"nl"}


@pytest.mark.parametrize(
    "address",
    [
        "nadia@example.org\nBcc: all@example.org",
        "nadia@example.org\r\nX: y",
        "a@example.org\r\n\r\nbody",
        "a@example.org, b@example.org",
        "a@example.org; b@example.org",
        "Nadia <a@example.org>",
        "nobody",
    ],
)
def test_nothing_is_smuggled_in_by_an_address(portal, address):
    with pytest.raises(ValueError):
        compose(Letter(address, "fr", "Subject"), "Valmeuse", "commune@valmeuse.example")


def test_no_header_is_smuggled_in_by_a_subject(portal):
    made = compose(Letter("a@example.org", "fr", "One\r\nBcc: all@example.org"), "Valmeuse", "c@example.org")
    assert made["Subject"] == "One Bcc: all@example.org"
    assert made["Bcc"] is None


@pytest.mark.parametrize(
    "name",
    [
        "Commune de Saint-Léger-lès-Valmeuse et de ses très nombreux villages, hameaux et lieux-dits d'été",
        "Ville et village",
        "é" * 80,
    ],
)
def test_a_name_with_accents_arrives_whole(mails, functional_portal, name):
    api.portal.set_registry_record("plone.site_title", name)
    post(LETTER)
    ((_key, job),) = get_store(functional_portal).inbox.items()
    # Python's newer parser puts spaces between the parts of a long name; mail programs read it as the older one does.
    raw = " ".join(message_from_string(job.values["letter"])["From"].split())
    shown, address = parseaddr(raw)
    assert (str(make_header(decode_header(shown))), address) == (name, "commune@valmeuse.example")
    assert max(map(len, job.values["letter"].split("\r\n"))) <= 78


def test_a_letter_is_a_job_that_any_mail_server_understands(mails, functional_portal):
    assert post(LETTER) is True
    (mail,) = mails()
    assert mail["To"] == "nadia@example.org"
    assert "Ça y est" in mail.get_body(("plain",)).get_content()
    assert mail["From"] == "Valmeuse <commune@valmeuse.example>"
    ((_key, job),) = get_store(functional_portal).inbox.items()
    assert job.values["letter"].isascii()
    assert (job.values["to"], job.values["sender"]) == ("nadia@example.org", "commune@valmeuse.example")
    assert (job.about, job.note) == ("case:7KQ2-94MX", "Submitted")


def test_what_stays_of_a_letter_says_nothing_of_a_person(mails, functional_portal):
    post(replace(LETTER, subject=_("Your order ${number}", mapping={"number": "Nadia"})))
    post(replace(LETTER, subject="To Nadia Lemaire"))
    notes = sorted(job.note for _key, job in get_store(functional_portal).inbox.items())
    assert notes == ["", "Your order ${number}"]


def test_an_aborted_request_leaves_no_letter_and_a_repeated_one_leaves_one(mails):
    post(LETTER)
    transaction.abort()
    transaction.commit()
    assert mails() == []
    post(LETTER)
    transaction.abort()
    post(LETTER)
    transaction.commit()
    assert len(mails()) == 1


def test_nobody_to_write_to_is_no_error(mails):
    assert post(Letter("", "fr", "Subject")) is False
    transaction.commit()
    assert mails() == []


def test_the_mail_server_is_not_needed_to_commit(mails):
    api.portal.set_registry_record("plone.smtp_host", "localhost")
    api.portal.set_registry_record("plone.smtp_port", 1)
    post(LETTER)
    transaction.commit()
    assert len(mails()) == 1


def test_the_state_of_the_queue(tmp_path):
    folder = tmp_path / "mails"
    assert not queue.look(str(folder)).fine
    Maildir(str(folder), create=True)
    assert queue.look(str(folder)) == queue.QueueState(0, 0.0, 0, True)
    now = time()
    for name, age in (
        ("new/1", 10),
        ("new/2", 100),
        ("cur/3", 50),
        ("new/.rejected-4", 9000),
        ("new/.sending-2", 9000),
    ):
        (folder / name).write_text("mail")
        os.utime(folder / name, (now - age, now - age))
    found = queue.look(str(folder), now)
    assert (found.waiting, found.refused, found.fine) == (3, 1, True)
    assert found.oldest == pytest.approx(100, abs=1)
    assert not queue.look(str(folder), now + queue.PATIENCE).fine
