"""A text that nobody collected or translated is found before a citizen sees it in a foreign language."""

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.keys import WORDS
from communesplone.law.loading import load
from communesplone.law.wording import vocabulary
import io
import pytest
import re
import translations


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
MODEL = """<model xmlns="http://namespaces.plone.org/supermodel/schema"
  xmlns:i18n="http://xml.zope.org/namespaces/i18n" i18n:domain="communesplone"><schema>
  <field name="why" type="zope.schema.Choice">
    <title i18n:translate="">Why this bridge?</title>
    <values><element key="wet" i18n:translate="">The river is wet</element></values>
  </field></schema></model>"""
TYPE = """<object name="Bridge" xmlns:i18n="http://xml.zope.org/namespaces/i18n" i18n:domain="communesplone">
  <property name="title" i18n:translate="">Bridge</property>
  <action title="View" action_id="view" i18n:attributes="title" i18n:domain="plone"/>
  <action title="Toll of the bridge" action_id="toll" i18n:attributes="title" i18n:domain="communesplone"/>
</object>"""
PAGE = (
    '<p xmlns:i18n="http://xml.zope.org/namespaces/i18n" i18n:domain="communesplone" i18n:translate="">Mind the gap</p>'
)
LAW = """values:
  - {key: a, unit: list, value: [toll of the ferry, toll of the bridge], note: The ferry is free at night.}
  - {key: a, unit: list, value: {0: [toll of the ford], 3500: [toll of the ferry], 9000: null}}
  - {key: b, unit: list, value: null, note: The ferry is free at night.}
  - {key: c, unit: days, value: 3}
"""
LAW_TEXTS = {"toll of the ferry", "toll of the bridge", "toll of the ford", "The ferry is free at night."}
CODE = 'from communesplone import _\n\n\ntext = _("A toll of ${sum}, " "please", mapping={"sum": 1})\n'


def catalogue(text):
    return read_po(io.BytesIO((HEADER + text).encode()), abort_invalid=True)


def judged(text):
    return list(translations.judge(catalogue(text), "fr"))


@pytest.fixture
def sources(tmp_path):
    """A feature with a text in every kind of file."""
    feature, types = tmp_path / "feature", tmp_path / "profiles" / "feature" / "types"
    feature.mkdir()
    types.mkdir(parents=True)
    (feature / "form.xml").write_text(MODEL)
    (feature / "page.pt").write_text(PAGE)
    (feature / "code.py").write_text(CODE)
    data = feature / "law" / "data"
    data.mkdir(parents=True)
    (data / "styx.yaml").write_text(LAW)
    (types / "Bridge.xml").write_text(TYPE)
    return tmp_path


def test_a_complete_catalogue_has_nothing_to_say():
    assert judged('msgid "Order"\nmsgstr "Commander"\n\nmsgid "Case ${number}"\nmsgstr "Dossier ${number}"\n') == []


def test_an_empty_translation_is_found():
    assert judged('msgid "Order"\nmsgstr ""\n') == ["fr: not translated: 'Order'"]


def test_a_fuzzy_translation_is_found():
    assert judged('#, fuzzy\nmsgid "Order"\nmsgstr "Commander"\n') == ["fr: fuzzy: 'Order'"]


def test_a_lost_or_misspelt_variable_is_found():
    assert judged('msgid "Case ${number}"\nmsgstr "Dossier ${numero}"\n') == [
        "fr: other variables than the source: 'Case ${number}'"
    ]


def test_a_variable_said_twice_is_found():
    assert len(judged('msgid "Case ${number}"\nmsgstr "Dossier ${number} (${number})"\n')) == 1


def test_the_variables_of_a_named_text_are_those_of_its_default():
    entry = '#. Default: "Case ${number}"\nmsgid "case_title"\nmsgstr "Dossier ${number}"\n'
    assert judged(entry) == []
    assert judged(entry.replace("Dossier ${number}", "Dossier")) != []


def test_texts_that_came_or_went_are_found():
    lines = list(translations.compare_ids({"Old", "Both"}, {"New", "Both"}, "nl"))
    assert lines == ["nl: missing: 'New'", "nl: no longer used: 'Old'"]


def test_every_kind_of_file_gives_its_texts(sources):
    if not translations.has_extractor():
        pytest.skip("i18ndude is not installed: collecting texts is NOT checked")
    found = translations.ids(translations.collect([sources]))
    assert found == {
        "Why this bridge?",
        "The river is wet",
        "Mind the gap",
        "A toll of ${sum}, please",
        "Bridge",
        "Toll of the bridge",
        *LAW_TEXTS,
    }


def test_a_text_of_the_law_names_its_file_once(sources):
    texts = translations.with_law(Catalog(), [sources])
    assert translations.ids(texts) == LAW_TEXTS
    reference = f"{sources.name}/feature/law/data/styx.yaml"
    assert {message.locations[0][0] for message in texts if message.id} == {reference}
    assert translations.written(texts).decode().count(reference) == len(LAW_TEXTS)


def test_a_note_of_the_law_without_translation_is_found(sources):
    texts = translations.with_law(catalogue('msgid "Else"\nmsgstr ""\n'), [sources])
    known = catalogue('msgid "Else"\nmsgstr "Autre"\n')
    lines = list(translations.compare_ids(translations.ids(known), translations.ids(texts), "fr"))
    assert "fr: missing: 'The ferry is free at night.'" in lines
    assert "fr: not translated: 'toll of the ford'" in list(translations.judge(translations.sync(texts, known), "fr"))


def test_whatever_the_pages_show_of_the_law_is_collected():
    collected = translations.ids(translations.with_law(Catalog()))
    values = [value for one in Jurisdiction for found in load(one).values() for value in found]
    assert {value.note for value in values if value.note} <= collected
    assert vocabulary() <= collected | set(map(str, WORDS))


def test_a_text_that_comes_back_every_day_keeps_its_translation_and_one_that_went_goes():
    old = catalogue('msgid "Kept"\nmsgstr "Gardé"\n\nmsgid "Gone"\nmsgstr "Parti"\n')
    new = translations.sync(catalogue('msgid "Kept"\nmsgstr ""\n\nmsgid "New"\nmsgstr ""\n'), old)
    assert {message.id: message.string for message in new if message.id} == {"Kept": "Gardé", "New": ""}


def test_the_same_texts_give_the_same_file_whatever_the_day_and_their_order():
    texts = ('msgid "A"\nmsgstr ""\n\n', 'msgid "B"\nmsgstr ""\n\n')
    lines = '#: a.py:{0}\nmsgid "C"\nmsgstr ""\n\n'
    first = translations.written(catalogue("".join(texts) + lines.format(1)))
    assert translations.written(catalogue(lines.format(99) + "".join(reversed(texts)))) == first
    assert b"Date" not in first


def test_tabs_of_our_types_are_for_plones_pages_but_not_plones_own_tabs(sources):
    assert translations.titles_for_plone(sources / "profiles") == {"Toll of the bridge"}


def test_a_tab_that_was_not_collected_is_told():
    with pytest.raises(ValueError, match="Toll"):
        translations.for_plone(catalogue('msgid "Else"\nmsgstr "Autre"\n'), ["Toll"])


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_suite_speaks_the_language_completely(language):
    wanted = translations.ids(translations.load(translations.POT))
    found = translations.load(translations.catalogue_path(language))
    assert list(translations.compare_ids(translations.ids(found), wanted, language)) == []
    assert list(translations.judge(found, language)) == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_plones_pages_show_our_tabs_in_the_language(language):
    ours = translations.load(translations.catalogue_path(language))
    theirs = translations.load(translations.catalogue_path(language, translations.PLONE_DOMAIN))
    assert translations.ids(theirs) == translations.titles_for_plone()
    assert all(message.string == ours.get(message.id).string for message in theirs if message.id)


def test_french_keeps_a_narrow_space_before_double_punctuation_and_has_curved_apostrophes():
    wrong = []
    for message in translations.load(translations.catalogue_path("fr")):
        text = translations.VARIABLE.sub("x", str(message.string)) if message.id else ""
        if re.search(r"[ \u00a0][:;?!»]|\w[;?!]|« |\w'\w", text):
            wrong.append(text)
    assert wrong == []
