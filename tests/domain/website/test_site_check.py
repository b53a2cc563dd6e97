"""Our validator finds what is wrong on a site of a commune, and only that."""

from communesplone.website.site_check.validator import paper
from communesplone.website.site_check.validator import report as reports
from communesplone.website.site_check.validator.fetch import Answer
from communesplone.website.site_check.validator.fetch import Fetcher
from communesplone.website.site_check.validator.fetch import within
from communesplone.website.site_check.validator.rules import AREAS
from communesplone.website.site_check.validator.rules import RULES
from communesplone.website.site_check.validator.run import check
from communesplone.website.site_check.validator.run import NoSite
from communesplone.website.site_check.validator.run import Wishes
from datetime import datetime
from datetime import UTC
from html.parser import HTMLParser
import gzip
import json
import pytest


NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
BASE = "https://valmeuse.example"
SAFE = {
    "content-security-policy": "default-src 'none'; script-src 'self'; frame-ancestors 'self'",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
COMMUNE = {"@context": "https://schema.org", "@type": "GovernmentOrganization", "name": "Valmeuse"}
STATEMENT = '<a href="/accessibilite">Accessibilité</a> <a href="/vie-privee">Vie privée</a>'


def page(body: str = "", *, head: str = "", lang: str = "fr", title: str = "Valmeuse", things=()) -> str:
    """A page without fault around a body."""
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in things)
    return f'<html lang="{lang}"><head><title>{title}</title>{head}{scripts}</head><body>{body}</body></html>'


def town(**others) -> dict[str, Answer]:
    """A site without fault; `others` are more pages by name, or answers in the place of its own."""
    links = "".join(f'<a href="/{name}">{name}</a>' for name in others if name != "home")
    pages = {
        "": page(f"<h1>Valmeuse</h1>{STATEMENT}{links}", things=[COMMUNE]),
        "/accessibilite": page("<h1>Accessibilité</h1><p>Établie le 12/03/2026.</p>"),
        "/vie-privee": page("<h1>Vie privée</h1>"),
        **{f"/{name}" if name != "home" else "": one for name, one in others.items()},
    }
    return {BASE + path: one if isinstance(one, Answer) else html(BASE + path, one) for path, one in pages.items()}


def html(url: str, text: str, cookies: tuple[str, ...] = (), headers: dict | None = None) -> Answer:
    """A page as it comes from a safe server."""
    body = text.encode()
    kind = {"content-type": "text/html; charset=utf-8"}
    return Answer(url, 200, {**(SAFE if headers is None else headers), **kind}, body, len(body), cookies)


def look(site: dict[str, Answer], **wishes) -> reports.Report:
    """Check it."""
    missing = lambda url: Answer(url, 404, {"content-type": "text/html"})  # noqa: E731
    return check(
        BASE, NOW, Fetcher(lambda url: site.get(url) or site.get(url.rstrip("/")) or missing(url)), Wishes(**wishes)
    )


def found(site: dict[str, Answer], **wishes) -> dict[str, list[str]]:
    """Details by rule."""
    return {rule: [one.detail for one in ones] for rule, ones in look(site, **wishes).by_rule()}


def test_nothing_is_found_on_a_site_without_fault():
    assert found(town()) == {}


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<h1>A</h1><img src='x.png'>", "access.picture"),
        ("<h1>A</h1><input name='q'>", "access.field"),
        ("<h1>A</h1><a href='/'><svg></svg></a>", "access.link"),
        ("<h1>A</h1><button></button>", "access.link"),
        ("<h1>A</h1><p id='a'></p><p id='a'></p>", "access.twice"),
        ("<h1>A</h1><h3>B</h3>", "access.order"),
        ("<p>A</p>", "access.heading"),
    ],
)
def test_what_somebody_with_a_screen_reader_would_miss_is_found(body, rule):
    site = town(bad=page(body))
    site[BASE + "/x.png"] = Answer(BASE + "/x.png", 200, {})
    assert list(found(site)) == [rule]


@pytest.mark.parametrize(
    "body",
    [
        "<label for='q'>Mots</label><input id='q' name='q'>",
        "<label>Mots <input name='q'></label>",
        "<input name='q' aria-label='Mots'>",
        "<input type='hidden' name='q'><input type='submit' value='Oui'>",
        "<div aria-hidden='true'><input name='homepage'></div>",
        "<img src='/x.png' alt=''>",
        "<a href='/'><img src='/x.png' alt='Accueil'></a>",
        "<button aria-label='Fermer'><svg></svg></button>",
    ],
)
def test_what_has_a_name_in_another_manner_is_no_fault(body):
    site = town(good=page(f"<h1>A</h1>{body}"))
    site[BASE + "/x.png"] = Answer(BASE + "/x.png", 200, {})
    assert found(site) == {}


def test_a_page_says_its_language_and_title_and_may_be_enlarged():
    zoom = '<meta name="viewport" content="width=device-width, maximum-scale=1">'
    site = town(a=page("<h1>A</h1>", lang=""), b=page("<h1>A</h1>", title=""), c=page("<h1>A</h1>", head=zoom))
    assert set(found(site)) == {"access.language", "access.title", "access.zoom"}


def test_what_other_companies_deliver_is_named_once_and_cookies_nobody_asked_for():
    font = '<link rel="stylesheet" href="https://fonts.example/a.css">'
    site = town(a=page("<h1>A</h1>", head=font), b=page("<h1>A</h1>", head=font))
    site[BASE + "/vie-privee"] = html(BASE + "/vie-privee", page("<h1>V</h1>"), ("_ga=1; Path=/",))
    told = found(site)
    assert told["parties.resource"] == ["https://fonts.example/a.css"]
    assert told["parties.cookie"] == ["_ga"]
    assert told["headers.cookie"] == ["_ga: httponly, samesite, secure"]


def test_a_heavy_page_is_told_in_kilobytes_with_and_without_its_photographs():
    site = town(a=page("<h1>A</h1><img src='/p.jpg' alt=''>", head='<script src="/s.js"></script>'))
    for name, size in (("p.jpg", 390_000), ("s.js", 160_000)):
        site[f"{BASE}/{name}"] = Answer(f"{BASE}/{name}", 200, {}, b"", size)
    told = found(site)
    assert set(told) == {"weight.page", "weight.photographs", "weight.scripts"}
    assert told["weight.page"] == ["160 KB"]
    assert told["weight.photographs"] == ["550 KB"]


def test_links_that_lead_nowhere_are_told_once_with_their_words():
    links = '<h1>A</h1><a href="/nulle-part">Formulaire</a> <a href="/vie-privee#droits">Droits</a>'
    told = found(town(a=page(links), b=page(links)))
    assert told["links.broken"] == [f"{BASE}/nulle-part (404) Formulaire"]
    assert told["links.anchor"] == [f"{BASE}/vie-privee#droits"]


def test_other_sites_are_tried_only_when_wished_and_shy_ones_are_no_fault():
    outside = {"https://gone.example/": 0, "https://shy.example/": 403}
    links = "".join(f'<a href="{url}">Ailleurs</a>' for url in outside)
    site = town(a=page(f"<h1>A</h1>{links}"))
    site |= {url: Answer(url, status, {}) for url, status in outside.items()}
    assert found(site)["links.outside"] == ["https://gone.example/ (no answer)"]
    assert found(site, outside=False) == {}
    assert look(site, outside=False).skipped["outside"] == "not_wished"


def test_a_card_without_price_and_delay_is_found():
    card = {
        "@type": "GovernmentService",
        "name": "Composition de ménage",
        "description": "Qui habite avec vous.",
        "provider": {"name": "Valmeuse"},
        "audience": {"audienceType": "habitant"},
        "availableChannel": [{"name": "En ligne"}],
    }
    assert found(town(a=page("<h1>A</h1>", things=[card])))["cards.missing"] == ["offers", "processingTime"]


def test_hours_that_are_over_and_offices_without_any_are_found():
    old = {"@type": "GovernmentOffice", "name": "Poste", "openingHoursSpecification": [{"validThrough": "2026-08-31"}]}
    bare = {"@type": "CityHall", "name": "Hôtel de ville"}
    good = {"@type": "CityHall", "name": "Bains", "openingHoursSpecification": [{"validThrough": "2026-11-25"}]}
    told = found(town(a=page("<h1>A</h1>", things=[old, bare, {"@graph": [good]}])))
    assert told["hours.past"] == ["Poste"]
    assert told["hours.missing"] == ["Hôtel de ville"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("<h1>A</h1><p>Nous aimons tout le monde.</p>", "statement.undated"),
        ("<h1>A</h1><p>Établie le 24/11/2025.</p>", "statement.old"),
        ("<h1>A</h1><time datetime='2025-11-25'>un jour</time>", None),
        ("<h1>A</h1><p>À revoir le 24/11/2027.</p>", "statement.undated"),
    ],
)
def test_the_accessibility_statement_has_a_day_within_the_last_year(text, rule):
    assert list(found(town(accessibilite=page(text)))) == ([rule] if rule else [])


def test_a_home_page_without_statements_breaks_the_law_twice():
    told = found(town(home=page("<h1>V</h1>", things=[COMMUNE])))
    assert set(told) == {"statement.accessibility", "statement.privacy"}


def test_pages_that_nobody_has_touched_for_two_years_are_told_with_the_day():
    entries = "".join(
        f"<url><loc>{BASE}/{name}</loc><lastmod>{day}T10:00:00</lastmod></url>"
        for name, day in (("vie-privee", "2024-11-24"), ("accessibilite", "2024-11-26"))
    )
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    site = town()
    site[f"{BASE}/sitemap.xml.gz"] = Answer(f"{BASE}/sitemap.xml.gz", 200, {}, gzip.compress(text.encode()))
    assert found(site)["fresh.stale"] == ["2024-11-24"]
    assert "fresh" not in look(site).skipped


def test_a_site_map_with_foreign_entities_is_not_followed():
    text = '<!DOCTYPE u [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>'
    site = town()
    site[f"{BASE}/sitemap.xml"] = Answer(f"{BASE}/sitemap.xml", 200, {}, text.encode())
    assert look(site).skipped["fresh"] == "no_site_map"


def test_headers_that_protect_nobody_are_each_told():
    site = town(home=html(BASE, page(f"<h1>V</h1>{STATEMENT}", things=[COMMUNE]), headers={}))
    assert {rule for rule in found(site) if rule.startswith("headers.")} == {
        "headers.policy",
        "headers.secure",
        "headers.kind",
        "headers.frame",
        "headers.referrer",
    }
    lax = {**SAFE, "content-security-policy": "script-src 'self' 'unsafe-inline'; frame-ancestors 'self'"}
    site = town(home=html(BASE, page(f"<h1>V</h1>{STATEMENT}", things=[COMMUNE]), headers=lax))
    assert list(found(site)) == ["headers.policy"]


def test_linked_data_is_readable_and_says_whose_site_it_is():
    broken = '<script type="application/ld+json">{"@type": </script>'
    home = page(f"<h1>V</h1>{STATEMENT}<a href='/a'>A</a>")
    told = found(town(home=home, a=page("<h1>A</h1>", head=broken)))
    assert set(told) == {"data.broken", "data.missing"}


def test_what_the_shapes_say_of_a_procedure_is_told_and_without_them_it_is_said():
    turtle = '<link rel="alternate" type="text/turtle" href="/a.ttl">'
    site = town(a=page("<h1>A</h1>", head=turtle))
    site[f"{BASE}/a.ttl"] = Answer(f"{BASE}/a.ttl", 200, {}, b"x")
    assert found(site, judge=lambda text: ["no name"] if text == "x" else [])["data.procedure"] == ["no name"]
    assert look(site).skipped["cpsv"] == "no_shapes"


def test_a_browser_looks_at_the_pages_that_were_read():
    seen = []
    look(town(), browser=lambda addresses: seen.extend(addresses) or [])
    assert seen == [BASE, f"{BASE}/accessibilite", f"{BASE}/vie-privee"]


def test_no_more_pages_are_read_than_wished_and_it_is_said():
    told = look(town(a=page("<h1>A</h1>")), pages=2)
    assert told.pages == 2
    assert told.skipped["pages"] == "limit"


def test_views_of_a_page_doors_and_files_are_no_pages():
    links = "".join(f'<a href="{to}">x</a>' for to in ("/a?sort=1", "/login", "/++plone++x/a", "/p/@@images/i"))
    site = town(home=page(f"<h1>V</h1>{STATEMENT}{links}", things=[COMMUNE]))
    for to in ("/a?sort=1", "/login", "/++plone++x/a", "/p/@@images/i"):
        site[BASE + to] = html(BASE + to, page(""))
    assert found(site) == {}


def test_a_site_that_does_not_answer_is_no_clean_site():
    with pytest.raises(NoSite, match="404"):
        look({})


def test_a_server_that_checks_itself_asks_nobody_else():
    asked = []
    ask = within(BASE, lambda url: asked.append(url) or Answer(url, 200, {}))
    assert ask(f"{BASE}/a").status == 200
    for elsewhere in ("http://169.254.169.254/", f"{BASE}.evil.example/", "file:///etc/passwd"):
        assert ask(elsewhere).status == 0
    assert asked == [f"{BASE}/a"]


def test_a_report_is_read_as_it_was_written():
    told = look(town(a=page("<h1>A</h1><img src='/x.png'>")))
    assert reports.read(told.text()) == told


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": 2}', '{"format": 1, "site": "x", "moment": "y", "findings": [{"rule": "a.b"}]}'],
)
def test_a_text_that_is_no_report_is_refused(text):
    with pytest.raises(reports.NotAReport):
        reports.read(text)


def test_the_report_on_paper_holds_every_finding_and_no_foreign_markup():
    told = look(town(a=page("<h1>A</h1><img src='<script>x</script>'>")))
    text = paper.html(told)
    assert "<script>" not in text
    assert "&lt;script&gt;x" in text
    HTMLParser().feed(text)


def test_every_rule_has_an_area_a_known_weight_and_advice():
    for name, rule in RULES.items():
        assert name.partition(".")[0] in AREAS
        assert rule.level in reports.LEVELS
        assert rule.title
        assert rule.advice
