"""A page loads and runs what it needs, and nothing that somebody smuggled in."""

from communesplone.core.security.domain import csp
from hypothesis import given
from hypothesis import strategies as st
import pytest


SCRIPTS = ("https://valmeuse.example/++plone++communesplone/",)


def rules(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split("; "))}


@pytest.mark.parametrize("kind", csp.Kind)
def test_no_kind_of_answer_takes_scripts_from_another_host_or_lets_others_frame_it(kind):
    found = rules(csp.policy(kind, SCRIPTS, SCRIPTS))
    scripts = found.get("script-src", found.get("default-src", []))
    assert not [one for one in scripts if one.startswith("http") and one not in SCRIPTS]
    assert found["frame-ancestors"] in ([csp.SELF], [csp.NONE])


@pytest.mark.parametrize("kind", [csp.Kind.LIGHT, csp.Kind.READING, csp.Kind.EDITING])
def test_an_inline_script_is_run_on_no_page_for_visitors_or_editors(kind):
    assert "'unsafe-inline'" not in rules(csp.policy(kind, SCRIPTS, SCRIPTS))["script-src"]


def test_a_page_of_the_suite_runs_scripts_of_one_folder_only():
    found = rules(csp.policy(csp.Kind.LIGHT, SCRIPTS, SCRIPTS))
    assert found["script-src"] == list(SCRIPTS)
    assert found["default-src"] == [csp.NONE]
    assert "unsafe" not in csp.policy(csp.Kind.LIGHT, SCRIPTS, SCRIPTS)


def test_only_a_page_of_plone_gets_what_its_templates_need():
    needs = "'unsafe-eval'"
    assert needs in csp.policy(csp.Kind.EDITING, needs=needs)
    assert needs not in csp.policy(csp.Kind.EDITING)
    assert needs not in csp.policy(csp.Kind.LIGHT, needs=needs)


def test_what_somebody_uploaded_runs_nothing():
    found = rules(csp.policy(csp.Kind.FILE))
    assert found["default-src"] == [csp.NONE]
    assert "sandbox" in found and "script-src" not in found


def test_a_commune_may_name_an_address_of_its_own():
    line = "img-src https://tiles.example.org"
    assert "https://tiles.example.org" in rules(csp.policy(csp.Kind.LIGHT, extra=[line]))["img-src"]
    assert "tiles" not in csp.policy(csp.Kind.FILE, extra=[line])


@pytest.mark.parametrize(
    "line",
    [
        "",
        "img-src",
        "img-src *",
        "img-src data:",
        "script-src 'unsafe-inline'",
        "script-src http://example.org",
        "default-src https://example.org",
        "frame-ancestors https://example.org",
        "img-src https://example.org; script-src *",
        "img-src https://example.org https://other.example",
        "img-src https://*",
        "img-src https://example.org\nscript-src *",
    ],
)
def test_a_line_that_would_open_more_is_refused(line):
    assert not csp.is_source_line(line)
    assert csp.policy(csp.Kind.LIGHT, SCRIPTS, SCRIPTS, [line]) == csp.policy(csp.Kind.LIGHT, SCRIPTS, SCRIPTS)


@given(st.lists(st.text(max_size=60), max_size=4))
def test_no_text_makes_the_policy_weaker(lines):
    found = rules(csp.policy(csp.Kind.LIGHT, SCRIPTS, SCRIPTS, lines))
    assert found["default-src"] == [csp.NONE]
    assert "unsafe" not in str(found)


@given(st.from_regex(r"[a-z]{1,10}(\.[a-z]{2,8}){1,3}", fullmatch=True), st.sampled_from(csp.EXTENSIBLE))
def test_every_host_can_be_named(host, directive):
    assert csp.is_source_line(f"{directive} https://{host}")
