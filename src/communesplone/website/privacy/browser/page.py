"""`@@privacy`: for everybody; `@@privacy-register-csv`: the register of art. 30 for the data protection officer."""

from communesplone import _
from communesplone.core.domain.csv_safe import cell
from communesplone.core.domain.processing import Activity
from communesplone.core.moments import today
from communesplone.core.processing import register
from communesplone.core.processing.words import BASES
from communesplone.core.settings import commune
from communesplone.law.data_protection import authorities
from communesplone.website.privacy.settings import settings
from communesplone.website.processing import IN_THE_BROWSER
from communesplone.website.settings import settings as commune_settings
from io import StringIO
from plone import api
from Products.Five import BrowserView
import csv


COLUMNS = (
    _("Activity"), _("Purpose"), _("Legal basis"), _("People"), _("Data"), _("Recipients"), _("Kept for"),
    _("Responsible"), _("Data protection officer"), _("Protection"),
)  # fmt: skip
PROTECTION = _("access by role, log of every access, encrypted connection, passwords kept as hashes, backups")


class Who:
    """Responsible and officer, from the settings."""

    @property
    def own(self):
        return settings()

    @property
    def known(self):
        return commune_settings()

    @property
    def responsible(self) -> str:
        return getattr(self.known, "commune_name", "") or ""

    @property
    def address(self) -> str:
        """The address in one line."""
        return ", ".join(
            line.strip() for line in (getattr(self.known, "address", "") or "").splitlines() if line.strip()
        )

    @property
    def officer(self) -> str:
        return getattr(self.own, "officer", "") or ""

    @property
    def officer_email(self) -> str:
        return getattr(self.own, "officer_email", "") or getattr(self.known, "email", "") or ""

    @property
    def officer_phone(self) -> str:
        return getattr(self.own, "officer_phone", "") or ""


class PrivacyPage(Who, BrowserView):
    """Written from what the features declare and from the settings as they are now."""

    light_page = True
    page_title = _("Privacy")

    def activities(self) -> list[dict]:
        """Each with its basis in words."""
        return [{"is": one, "basis": BASES[one.basis]} for one in register.activities()]

    def nothing(self) -> list:
        """Titles of what keeps nothing about anybody."""
        return [one.title for one in register.nothing_kept()]

    def in_browser(self) -> list[dict]:
        """What a browser keeps: name, what for, how long."""
        return [{"name": name, "what": what, "until": until} for name, what, until in IN_THE_BROWSER]

    def beside(self) -> list[str]:
        """What the commune keeps elsewhere, as it says."""
        return [line.strip() for line in getattr(self.own, "beside", None) or () if line and line.strip()]

    def authorities(self) -> tuple:
        """Who hears complaints."""
        return authorities(commune().jurisdiction)

    @property
    def may_export(self) -> bool:
        return bool(api.user.has_permission("CommunesPlone: Manage retention and personal data", obj=self.context))


class RegisterCsv(Who, BrowserView):
    """One line for each activity, in the language of the page."""

    def __call__(self) -> bytes:
        response = self.request.response
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        name = f"register-{today().isoformat()}.csv"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        out = StringIO()
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow([self._said(one) for one in COLUMNS])
        for one in register.activities():
            writer.writerow([cell(value) for value in self._line(one)])
        return out.getvalue().encode("utf-8-sig")

    def _line(self, one: Activity) -> list[str]:
        officer = ", ".join(filter(None, (self.officer, self.officer_email, self.officer_phone)))
        return [
            self._said(one.title),
            self._said(one.purpose),
            self._said(BASES[one.basis]),
            *("; ".join(map(self._said, many)) for many in (one.people, one.data, one.recipients, one.delays)),
            ", ".join(filter(None, (self.responsible, self.address))),
            officer,
            self._said(PROTECTION),
        ]

    @staticmethod
    def _said(message) -> str:
        return api.portal.translate(message)
