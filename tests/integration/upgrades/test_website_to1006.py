"""Website 1006: a site made before the search knew stems."""

from communesplone.website.search.lexicon import drop_stems
from communesplone.website.search.lexicon import has_stems
from communesplone.website.search.settings import PREFIX
from communesplone.website.search.settings import synonyms
from communesplone.website.upgrades import to1006
from plone import api


def test_an_older_site_searches_before_and_finds_more_after(portal):
    del portal.portal_registry.records[f"{PREFIX}.own"]
    drop_stems(portal.portal_catalog)
    assert synonyms().groups
    for _time in range(2):
        to1006.find_more(portal.portal_setup)
        assert has_stems(portal.portal_catalog)
    assert api.portal.get_registry_record(f"{PREFIX}.own") == ()


def test_repeating_the_step_keeps_the_words_of_the_commune(portal):
    api.portal.set_registry_record(f"{PREFIX}.own", ("bac = sac",))
    to1006.find_more(portal.portal_setup)
    assert api.portal.get_registry_record(f"{PREFIX}.own") == ("bac = sac",)
