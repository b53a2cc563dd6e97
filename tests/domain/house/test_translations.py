"""A translation that is missing, doubtful or lost a variable is found before a citizen sees it."""

from babel.messages.pofile import read_po
import io
import translations


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def catalogue(text):
    return read_po(io.BytesIO((HEADER + text).encode()), abort_invalid=True)


def judged(text):
    return list(translations.judge(catalogue(text), "fr"))


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


def test_the_variables_of_a_named_text_are_those_of_its_default():
    entry = '#. Default: "Case ${number}"\nmsgid "case_title"\nmsgstr "Dossier ${number}"\n'
    assert judged(entry) == []
    assert judged(entry.replace("Dossier ${number}", "Dossier")) != []


def test_texts_that_came_or_went_are_found():
    lines = list(translations.compare_ids({"Old", "Both"}, {"New", "Both"}, "nl"))
    assert lines == ["nl: missing: 'New'", "nl: no longer used: 'Old'"]
