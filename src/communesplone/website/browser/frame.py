"""What stands around the content of a light page: header, navigation, breadcrumbs, messages, footer.

Everything comes from catalog metadata and the registry: no content object is woken for the frame.
"""

from AccessControl import getSecurityManager
from communesplone import _
from communesplone.core.browser.once import once
from communesplone.website import hero
from communesplone.website import resources
from communesplone.website import settings as commune
from communesplone.website.accessibility.domain.statement import Status
from communesplone.website.accessibility.stating import footer_status
from communesplone.website.accessibility.words import SHORT
from communesplone.website.alerts import running
from communesplone.website.alerts.browser.banner import Banner
from communesplone.website.browser import menu
from communesplone.website.browser.feeds import feeds_of_page
from communesplone.website.browser.identity import arms_version
from communesplone.website.browser.identity import brand_version
from communesplone.website.browser.main_template import may_edit
from communesplone.website.browser.main_template import published_view
from communesplone.website.browser.told import Told
from communesplone.website.domain import links as link_lines
from communesplone.website.feedback import asking
from communesplone.website.interfaces import IHeaderLink
from communesplone.website.languages.links import CHOICE
from communesplone.website.languages.links import COOKIE
from communesplone.website.languages.links import LanguageLinks
from communesplone.website.languages.links import with_choice
from communesplone.website.languages.shown import first_language
from communesplone.website.languages.shown import root_url
from communesplone.website.search.browser import addresses
from plone.memoize.view import memoize
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from urllib.parse import urlencode
from zope.component import getMultiAdapter
from zope.component import subscribers
from zope.i18n import translate
import re


NO_BREAK = "\u00a0"
HOUR = re.compile(r"(?<=\d) (?=h\b)|(?<=\dh|\sh) (?=\d)")  # 16 h 30 stays on one line
KINDS = {
    "error": ("danger", "circle-alert", _("Error")),
    "warning": ("warn", "triangle-alert", _("Warning")),
    "info": ("ok", "circle-check", _("Done")),
}


class Frame(Told, BrowserView):
    """`@@light-frame`: the parts of the page for the template light.pt."""

    _menu_template = ViewPageTemplateFile("menu.pt")

    @property
    @memoize
    def portal_state(self):
        return getMultiAdapter((self.context, self.request), name="plone_portal_state")

    @property
    @once
    def settings(self):
        return commune.settings()

    @property
    @once
    def site_url(self) -> str:
        """Address of the site, without a slash at the end."""
        return self.portal_state.portal_url()

    @property
    @once
    def home_url(self) -> str:
        """Address of the home page in the language of the page."""
        return root_url(self.portal_state.portal(), self.request, self.language)

    @property
    @once
    def choice(self) -> str:
        """What an address says, of a page without a language of its own, so that this one goes on; '' most of all."""
        chosen = self.request.get(CHOICE) or self.request.cookies.get(COOKIE)
        return self.language if self.language not in (first_language(), chosen) else ""

    def going_on(self, url: str) -> str:
        """The address of a page of the site that has no language of its own, leading there in this language."""
        here = url.startswith(self.site_url) and not url.startswith(f"{self.home_url}/")
        return with_choice(url, self.choice) if self.choice and here else url

    @property
    @once
    def resources_url(self) -> str:
        """Address of the folder of the style sheet, the script and the icons."""
        return resources.base_url(self.portal_state.portal_url())

    @property
    @once
    def language(self) -> str:
        """Code of the language of the page."""
        return self.portal_state.language()

    @property
    @once
    def name(self) -> str:
        """Name of the commune."""
        own = self.settings.commune_name if self.settings else ""
        return own or self.portal_state.portal_title()

    @property
    def tagline(self) -> str:
        return (self.settings.tagline if self.settings else "") or ""

    @property
    def arms_url(self) -> str:
        """Address of the coat of arms, '' when the commune gave none."""
        version = arms_version()
        return f"{self.portal_state.portal_url()}/@@commune-arms?v={version}" if version else ""

    @property
    @memoize
    def hero(self):
        """The picture behind the question of the home page; None for the drawn valley."""
        return hero.shown(self.portal_state.portal_url())

    @property
    def brand_css_url(self) -> str:
        """Address of the commune's own colours, '' when they are those of the look."""
        version = brand_version()
        return f"{self.portal_state.portal_url()}/@@commune-colours.css?v={version}" if version else ""

    @property
    @once
    def is_home(self) -> bool:
        """Whether the page is the site's home page."""
        return self.actual_url.rstrip("/").removesuffix("/@@home").removesuffix("/home") in (
            self.site_url,
            self.home_url,
        )

    @property
    @once
    def actual_url(self) -> str:
        return self.request.get("ACTUAL_URL", self.request.get("URL", ""))

    # Navigation

    @memoize
    def menu_entries(self) -> tuple[menu.Entry, ...]:
        """At most five entries of the first level, with those below them."""
        return menu.entries(self.portal_state.portal(), self.request)

    def menu_markup(self) -> str:
        """The menu as markup, '' without entries: the same on many pages, so written once for all of them."""
        entries = self.menu_entries()
        if not entries:
            return ""
        here = menu.around(entries, self._path())
        page = (entries, here, self.language, self.site_url, self.resources_url, self.choice)
        return menu.MARKUP.answer(self.request, page, self._menu_template)

    def navigation(self) -> list[dict]:
        """The entries of the menu: title, url, current, and the same of those below as `children`."""
        here = dict(menu.around(self.menu_entries(), self._path()))
        return [self._entry(entry, here) for entry in self.menu_entries()]

    def _entry(self, entry: menu.Entry, here: dict[str, str]) -> dict:
        url = self.request.physicalPathToURL(entry.path)
        children = [self._entry(child, here) for child in entry.children]
        title, url = entry.title, self.going_on(url)
        return {"title": title, "url": url, "lang": entry.lang, "current": here.get(entry.path), "children": children}

    def _path(self) -> str:
        """Physical path of the page with its view; '' outside of this server's addresses."""
        try:
            return "/".join(self.request.physicalPathFromURL(self.actual_url))
        except ValueError:
            return ""

    def breadcrumbs(self, view) -> list[dict]:
        """The way from the home page to this page: title and url; a view that has words of its own comes last."""
        if self.is_home:
            return []
        found = getMultiAdapter((self.context, self.request), name="breadcrumbs_view").breadcrumbs()
        crumbs = [{"title": crumb["Title"], "url": crumb["absolute_url"]} for crumb in found]
        own = self._words_of(view, "label", "page_title")
        if own and crumbs and self.crumb_is_page(crumbs[-1]):
            crumbs[-1]["title"] = own
        elif own and not (crumbs and crumbs[-1]["title"] == own):
            crumbs.append({"title": own, "url": self.actual_url})
        return crumbs

    def way_back(self) -> str:
        """Address of the results that the visitor comes from, as the link that led here says; '' for none."""
        found = self.request.form.get("found")
        return addresses.back(self.home_url, found) if found else ""

    def crumb_is_page(self, crumb: dict) -> bool:
        """Whether the crumb is the page itself, so that it is no link."""
        here = self.actual_url.rstrip("/")
        return crumb["url"].rstrip("/") in (here, here.removesuffix("/view"))

    @property
    @memoize
    def _language_links(self) -> LanguageLinks:
        return LanguageLinks(self.context, self.request, self.actual_url, home=self.is_home)

    def languages(self) -> list[dict]:
        """The languages that are switched on: code, name, url of this page in it, current. Empty with a single one."""
        own = getattr(published_view(self.request), "language_switch", None)
        return own() if own is not None else self._language_links.switch()

    def alternates(self) -> list[dict]:
        """For machines: the languages in which this page is written, code and url. Most pages have none."""
        return self._language_links.alternates()

    def feeds(self) -> list[dict]:
        """The feeds of this page: title, url, type. Most pages have none."""
        if not getattr(self.context, "isPrincipiaFolderish", False):
            return []
        return feeds_of_page(self.context, self.request)

    # People

    @property
    @once
    def is_anonymous(self) -> bool:
        return bool(self.portal_state.anonymous())

    @property
    def user_name(self) -> str:
        """Full name of who is logged in, or the name to log in with."""
        member = self.portal_state.member()
        return member.getProperty("fullname", "") or member.getUserName()

    @memoize
    def header_links(self) -> list:
        """The features' links in the bar at the top, in their order, as far as the current user may use them."""
        links = subscribers((self.portal_state.portal(), self.request), IHeaderLink)
        return sorted((link for link in links if link.available), key=lambda link: link.order)

    @property
    def login_url(self) -> str:
        """Log in and come back to this page (to the home page from a login or error page)."""
        came_from = "" if "login" in self.actual_url or "logged" in self.actual_url else self.actual_url
        url = self.going_on(f"{self.site_url}/login")
        if not came_from or self.is_home:
            return url
        return f"{url}{'&' if '?' in url else '?'}{urlencode({'came_from': came_from})}"

    @property
    @memoize
    def edit_links(self) -> list[dict]:
        """Ways into Plone's own pages for those who may edit; empty for everybody else."""
        if self.is_anonymous or not may_edit(self.context):
            return []
        url = self.context.absolute_url()
        setup = f"{self.portal_state.portal_url()}/@@overview-controlpanel"
        links = [{"title": _("Edit"), "url": f"{url}/edit", "icon": "pencil"}]
        if getattr(self.context, "isPrincipiaFolderish", False):
            links.append({"title": _("Contents"), "url": f"{url}/folder_contents", "icon": "folder"})
        links += self._own_actions()
        if getSecurityManager().checkPermission("Manage portal", self.context):
            links.append(
                {
                    "title": _("Site setup"),
                    "url": setup,
                    "icon": "settings",
                }
            )
        return links

    def _own_actions(self) -> list[dict]:
        """What the type itself offers besides view and edit, such as the forms of a procedure; and its state."""
        state = getMultiAdapter((self.context, self.request), name="plone_context_state")
        info = getattr(self.context, "getTypeInfo", lambda: None)()
        own = {action.id for action in info._actions} - {"view", "edit"} if info is not None else set()
        actions = state.actions("object") if own else []
        links = [
            {
                "title": translate(action["title"], domain="plone", context=self.request),
                "url": action["url"],
                "icon": "file-pen",
            }
            for action in actions
            if action["id"] in own
        ]
        if state.workflow_state():
            state_url = f"{self.context.absolute_url()}/content_status_history"
            links.append({"title": _("State"), "url": state_url, "icon": "eye"})
        return links

    # Alerts, messages, footer, headers

    def asks_clear(self, view) -> str:
        """The path of the page for the question at its foot; '' when it does not ask."""
        return asking.path_of(self.context, self.request, view)

    def alerts(self) -> str:
        """The banner of the alerts that run here now, '' for none."""
        found = running.for_page(self.context, self.request)
        return Banner(self.context, self.request).of(found, self.language, self.resources_url) if found else ""

    @memoize
    def messages(self) -> list[dict]:
        """What the last action has to say, once: text, kind (css), icon, word for the kind, role."""
        found = []
        for message in IStatusMessage(self.request).show():
            kind, icon, word = KINDS.get(message.type, KINDS["info"])
            role = "alert" if message.type == "error" else "status"
            found.append({"text": message.message, "kind": kind, "icon": icon, "word": word, "role": role})
        return found

    def lines(self, name: str) -> list[str]:
        """The lines of a text of the settings, without the empty ones."""
        value = getattr(self.settings, name, "") if self.settings else ""
        return [HOUR.sub(NO_BREAK, line.strip()) for line in (value or "").splitlines() if line.strip()]

    @property
    def phone_url(self) -> str:
        phone = (self.settings.phone if self.settings else "") or ""
        return "tel:" + "".join(sign for sign in phone if sign.isdigit() or sign == "+") if phone else ""

    def about_links(self) -> list[dict]:
        """Links at the foot: title and url; an address that starts with a slash is below the site."""
        return link_lines.read(getattr(self.settings, "about_links", None), self.site_url)

    @property
    def accessibility_words(self):
        """What the link to the accessibility statement says; with the status, where the law wants it on every page."""
        return SHORT[footer_status() or Status.UNKNOWN]

    def own_column(self) -> dict:
        """The commune's own column at the foot: `heading` and `links`; empty when there is none."""
        lines = getattr(self.settings, "footer_links", None) or ()
        heading = next((line.strip() for line in lines if line.strip() and "|" not in line), "")
        found = link_lines.read(lines, self.site_url)
        return {"heading": heading, "links": found} if heading and found else {}

    def set_headers(self) -> str:
        """Keep what is shown to a person out of every cache; called by the template, gives an empty text."""
        view = published_view(self.request)
        if not self.is_anonymous or getattr(view, "personal_page", False):
            self.request.response.setHeader("Cache-Control", "private, no-store")
        return ""
