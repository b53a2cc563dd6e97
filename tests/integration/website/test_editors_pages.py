"""What makes editors' pages cheaper shows the same as Plone and its add-ons do."""

from collective.documentgenerator.content.pod_template import PODTemplate
from communesplone.core.documents.links import Links
from communesplone.core.interfaces import ICommunesLayer
from communesplone.website.browser.icons import Icons
from communesplone.website.browser.languages import Languages
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.resource.interfaces import IResourceDirectory
from Products.CMFPlone.browser.icons import IconsView
from zope.component import getUtility
from zope.interface import alsoProvides
import pytest
import transaction


@pytest.fixture
def site(functional_portal):
    """A site with one page, committed."""
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    alsoProvides(functional_portal.REQUEST, ICommunesLayer)
    api.content.create(functional_portal, "Document", "page", title="Page")
    transaction.commit()
    return functional_portal


def template(site, name: str, **values):
    """A template of the document generator, committed."""
    made = api.content.create(site, "ConfigurablePODTemplate", name, title=name, **values)
    transaction.commit()
    return made


@pytest.fixture
def asked(monkeypatch):
    """The templates that were asked whether they apply."""
    found, original = [], PODTemplate.can_be_generated

    def noted(self, context):
        found.append(self.getId())
        return original(self, context)

    monkeypatch.setattr(PODTemplate, "can_be_generated", noted)
    return found


def links(context) -> Links:
    """The viewlet of a request."""
    return Links(context, context.REQUEST.clone(), None)


def test_a_page_that_no_template_is_for_wakes_none(site, asked):
    template(site, "attestation", enabled=True, pod_portal_types=["Folder"])
    template(site, "off", enabled=False, pod_portal_types=[])
    assert not links(site.page).available()
    assert asked == []


def test_a_page_that_a_template_is_for_has_its_link(site, asked):
    template(site, "attestation", enabled=True, pod_portal_types=["Document"], pod_formats=["odt"])
    viewlet = links(site.page)
    assert viewlet.available()
    assert list(viewlet.get_links_info()) == ["attestation"]
    assert asked


def test_a_template_switched_on_later_is_seen(site):
    made = template(site, "attestation", enabled=False, pod_portal_types=["Document"], pod_formats=["odt"])
    assert not links(site.page).available()
    made.enabled = True
    made.reindexObject()
    transaction.commit()
    assert links(site.page).available()


@pytest.mark.parametrize("name", ["toolbar-edit", "contenttype/document", "plone-view", "no-such-icon"])
def test_icons_are_those_of_plone_the_second_time_too(site, name):
    stock = IconsView(site, site.REQUEST).tag(name, tag_class="small", tag_alt="Words")
    for _time in range(2):
        assert Icons(site, site.REQUEST).tag(name, tag_class="small", tag_alt="Words") == stock


def test_an_icon_that_the_site_keeps_itself_is_read_each_time(site, monkeypatch):
    name = "contenttype/document"
    folder = Icons(site, site.REQUEST).lookup(name).removeprefix("++plone++").partition("/")[0]
    Icons(site, site.REQUEST).tag(name)
    drawn = []
    monkeypatch.setattr(IconsView, "tag", lambda self, name, *words: drawn.append(name) or "<svg/>")
    stored = getUtility(IResourceDirectory, name="persistent")
    stored.makeDirectory(f"plone/{folder}")
    for _time in range(2):
        assert Icons(site, site.REQUEST).tag(name) == "<svg/>"
    assert drawn == [name, name]


def test_languages_are_told_as_the_tool_tells_them(site):
    api.portal.set_registry_record("plone.available_languages", ["fr", "nl", "en"])
    tool = api.portal.get_tool("portal_languages")
    stock = {code: facts for code, facts in tool.getAvailableLanguageInformation().items() if facts["selected"]}
    assert Languages(tool).getAvailableLanguageInformation() == stock
    assert Languages(tool).showSelector() == tool.showSelector()
