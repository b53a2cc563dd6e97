"""What a page tells of itself outside of its text: the words of the browser's tab, a summary, linked data."""

from communesplone import _
from communesplone.core.browser.once import once
from communesplone.website.domain import linked
from zope.i18n import translate


class Told:
    """Part of the frame (`frame.Frame`), which knows the commune, the address and the languages."""

    def page_title(self, view) -> str:
        """Words of the browser's tab: page, then commune; the name alone on the home page."""
        own = self._words_of(view, "page_title", "label")
        if not own and not self.is_home:
            own = self.context.Title() if hasattr(self.context, "Title") else ""
        own = translate(own, context=self.request) if own else ""
        return f"{own} — {self.name}" if own and own != self.name else self.name

    def summary(self, view) -> str:
        """What search engines show below the title: the page's own words, else its title and the commune's tagline."""
        words = self._words_of(view, "page_title", "label")
        of_context = not words or words == getattr(self.context, "Title", str)()
        own = getattr(self.context, "Description", str)() if of_context else ""
        title = self.page_title(view)
        return own or (f"{title} – {self.tagline}" if self.tagline else title)

    @staticmethod
    def _words_of(view, *names: str):
        """The first text that the view has under one of the names, as attribute or method; '' when none."""
        for name in names:
            words = getattr(view, name, None)
            words = words() if callable(words) else words
            if words:
                return words
        return ""

    @property
    @once
    def commune(self) -> linked.Commune:
        """The commune as its pages tell of it."""
        told = self.settings
        return linked.Commune(
            name=self.name,
            url=self.site_url,
            tagline=self.tagline,
            address=tuple(self.lines("address")),
            phone=(told.phone or "") if told else "",
            email=(told.email or "") if told else "",
            logo=self.arms_url,
        )

    def linked_data(self, view, crumbs: list[dict]) -> str:
        """JSON-LD of a public page: the commune on its home page, elsewhere the way here and what the view tells.

        A view tells it by a method `linked(commune)`: dictionaries of schema.org. Nothing for who is logged in.
        """
        if not self.is_anonymous:
            return ""
        things = view.linked(self.commune) if hasattr(view, "linked") else []
        if self.is_home:
            codes = [one["code"] for one in self.languages()] or [self.language]
            things = [linked.organization(self.commune), linked.website(self.commune, codes), *things]
        elif crumbs:
            way = [(str(crumb["title"]), crumb["url"]) for crumb in crumbs]
            home = translate(_("Home"), context=self.request)
            things = [*things, linked.breadcrumbs([(home, self.site_url), *way])]
        return linked.script(things) if things else ""
