"""What search engines are told of the commune and of its pages."""

from communesplone.website.domain import linked
from hypothesis import given
from hypothesis import strategies
import json


VALMEUSE = linked.Commune(
    name="Valmeuse",
    url="https://valmeuse.example",
    address=("Place du Pont 1", "5999 Valmeuse"),
    phone="081 00 00 00",
)


def test_the_commune_is_told_with_its_address_and_without_what_it_lacks():
    told = linked.organization(VALMEUSE)
    assert told["@id"] == "https://valmeuse.example#commune"
    assert told["address"] == "Place du Pont 1, 5999 Valmeuse"
    assert "email" not in told
    assert "logo" not in told


def test_the_way_to_a_page_is_numbered_from_the_home_page():
    told = linked.breadcrumbs([("Accueil", "https://valmeuse.example"), ("Actualités", "https://valmeuse.example/a")])
    assert [one["position"] for one in told["itemListElement"]] == [1, 2]
    assert told["itemListElement"][1]["name"] == "Actualités"


def test_a_news_item_names_the_commune_as_its_author_and_has_no_day_before_it_came_out():
    told = linked.news_article(linked.News(url="https://valmeuse.example/a/n", headline="Travaux"), VALMEUSE)
    assert told["author"]["@id"] == VALMEUSE.id
    assert "datePublished" not in told


def test_the_search_of_the_site_is_told_with_a_place_for_the_words():
    told = linked.website(VALMEUSE, ["fr", "nl"])
    assert told["potentialAction"]["target"].endswith("?SearchableText={words}")
    assert told["inLanguage"] == ["fr", "nl"]


@given(strategies.text())
def test_no_words_end_the_script_and_none_are_lost(words):
    text = linked.script([linked.breadcrumbs([(words, "https://valmeuse.example")])])
    assert not set("<>&\u2028\u2029") & set(text)
    (told,) = json.loads(text)["@graph"]
    assert told["itemListElement"][0]["name"] == words
