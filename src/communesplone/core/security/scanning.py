"""The job that has files scanned: after the commit, again with growing pauses while the scanner does not answer."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.cases import letters
from communesplone.core.cases import store
from communesplone.core.cases import thread
from communesplone.core.jobs.api import IJobHandler
from communesplone.core.jobs.api import Trouble
from communesplone.core.moments import now
from communesplone.core.security import clamd
from communesplone.core.security.antivirus import CLEAN
from communesplone.core.security.antivirus import IAntivirus
from communesplone.core.security.antivirus import INFECTED
from communesplone.core.security.antivirus import WAITING
from zope.component import getUtility
from zope.i18n import translate
from zope.interface import implementer


REASONS = {
    "timeout": _("the virus scanner did not answer in time"),
    "unreachable": _("the virus scanner cannot be reached"),
    "size": _("the file is larger than the virus scanner takes (StreamMaxLength)"),
    "garbled": _("the virus scanner gave an answer that is none"),
}
TEXT = _("The virus scanner found something in a file of this order. Nobody can open it. Please send a clean copy.")


@implementer(IJobHandler)
class Scan:
    """Scans what waits in one case. A file stays locked until its own scan is through."""

    title = _("Check files for viruses")

    def do(self, payload, job):
        case = store.find(payload["case"])
        if case is None:
            return
        scanner = getUtility(IAntivirus)
        waiting = [(name, one) for name, one in sorted(case.attachments.items()) if getattr(one, "scan", "") == WAITING]
        for name, attachment in waiting:
            try:
                found = scanner.scan(attachment.file.data)
            except clamd.NoAnswer as problem:
                raise Trouble(REASONS[problem.reason]) from None
            attachment.scan = INFECTED if found else CLEAN
            if found:
                self._tell(case, name)

    @staticmethod
    def _tell(case, name: str) -> None:
        """In the thread, where the office and the citizen read it, and by the usual letter."""
        audit.record("case.file_infected", f"case:{case.reference}", details={"file": name}, actor="-")
        if thread.is_open(case):
            words = translate(TEXT, target_language=case.language or "en")
            thread.keep(case, thread.OFFICE, words, [], now())
            letters.to_citizen(case)
