"""`@@arrange-home`: which blocks stand on the home page and in which order. By buttons, without script."""

from collections.abc import Callable
from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.website.browser import menu
from communesplone.website.domain import arrangement
from communesplone.website.domain.arrangement import Arrangement
from communesplone.website.domain.arrangement import MOST_BLOCKS
from communesplone.website.home import store
from communesplone.website.home.block import offered
from plone import api
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.caching.purge import Purge
from zope.event import notify
from zope.i18n import translate


CHANGES: dict[str, Callable[[Arrangement, str], Arrangement]] = {
    "up": lambda blocks, key: arrangement.move(blocks, key, -1),
    "down": lambda blocks, key: arrangement.move(blocks, key, 1),
    "hide": lambda blocks, key: arrangement.show(blocks, key, False),
    "show": lambda blocks, key: arrangement.show(blocks, key, True),
    "remove": arrangement.remove,
}
PUBLISHED = _("Visitors see the new home page.")
DROPPED = _("Your changes are thrown away. The home page is as visitors see it.")
RESET = _("The home page is as the suite makes it by itself.")
FULL = _("A home page may have at most ${number} blocks.", mapping={"number": MOST_BLOCKS})


class ArrangeHome(BrowserView):
    """Changes go into a draft; visitors see it when the editor says so."""

    light_page = True
    personal_page = True
    label = _("Arrange the home page")
    template = ViewPageTemplateFile("arrange.pt")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.get("REQUEST_METHOD") != "POST":
            return self.template()
        CheckAuthenticator(self.request)
        anchor = self._do(*str(self.request.form.get("do", "")).partition(":")[::2])
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@arrange-home{anchor}")

    def _do(self, what: str, key: str) -> str:
        """Change the draft; returns where on the page to go on."""
        if what in CHANGES:
            return self._change(what, key)
        if what == "add" and key in self.known:
            return self._add(key)
        if what in ("publish", "drop", "reset"):
            self._settle(what)
        return ""

    def _change(self, what: str, key: str) -> str:
        try:
            store.keep_draft(CHANGES[what](self.blocks, key))
        except arrangement.Unknown:
            return ""
        return "#add" if what == "remove" else f"#block-{key}"

    def _add(self, name: str) -> str:
        try:
            new, key = arrangement.add(self.blocks, name)
        except arrangement.Full:
            api.portal.show_message(FULL, self.request, type="error")
            return "#add"
        store.keep_draft(new)
        return f"#block-{key}"

    def _settle(self, what: str) -> None:
        said = {"publish": PUBLISHED, "drop": DROPPED, "reset": RESET}[what]
        {"publish": store.publish, "drop": store.drop_draft, "reset": store.reset}[what]()
        if what != "drop":
            audit.record("home.arranged", "site:")
            notify(Purge(self.context))
        api.portal.show_message(said, self.request)

    @property
    @memoize
    def known(self) -> dict:
        """The blocks that the features of this site offer, by name."""
        return offered(self.context, self.request)

    @property
    def blocks(self) -> Arrangement:
        return store.draft(self.context, self.request)

    @property
    def has_draft(self) -> bool:
        return store.has_draft()

    @property
    def left_out(self) -> int:
        """How many pages of the first level the menu has no room for."""
        return menu.too_many(self.context)

    def rows(self) -> list[dict]:
        """The blocks on the page, in order: key, title, description, icon, heading, shown, first, last, has_options."""
        blocks = [one for one in self.blocks if one.block in self.known]
        return [self._row(one, number, len(blocks)) for number, one in enumerate(blocks)]

    def _row(self, placed, number: int, total: int) -> dict:
        block = self.known[placed.block]
        return {
            "key": placed.key,
            "title": self._words(block.title),
            "description": block.description,
            "icon": block.icon,
            "heading": placed.options.get("heading") or "",
            "language": placed.options.get("language") or "",
            "shown": placed.shown,
            "number": number + 1,
            "total": total,
            "first": number == 0,
            "last": number == total - 1,
            "has_options": block.options is not None,
            "may_go": block.several or block.rank is None,
        }

    def more(self) -> list[dict]:
        """The blocks that can be added: name, title, description, icon."""
        there = {one.block for one in self.blocks}
        return [
            {"name": name, "title": self._words(block.title), "description": block.description, "icon": block.icon}
            for name, block in sorted(self.known.items())
            if block.several or name not in there
        ]

    def _words(self, message) -> str:
        return translate(message, context=self.request)
