"""What a visitor finds about the services of the town hall and the people in them."""

from plone import api
import pytest
import transaction


@pytest.fixture
def hall(live_town):
    """The population service in full, with a service and an officer within, and a draft that nobody sees yet."""
    with live_town.manager():
        unit = live_town.portal["population"]
        unit.description = "Cartes, actes et certificats."
        unit.address = "Place du Pont 1\n\n5999 Valmeuse"
        unit.phone = "081 00 00 00"
        unit.email = "population@valmeuse.example"
        unit.access = "Entrée de plain-pied, <guichet> bas"
        unit.hours = "Lundi : 9 – 12 h\nMardi : 9 – 12 h"
        unit.reindexObject()
        inner = api.content.create(unit, "Unit", title="État civil")
        draft = api.content.create(unit, "Unit", title="Service secret")
        person = api.content.create(
            unit,
            "Person",
            "sam",
            first_name="Sam",
            last_name="Dubois",
            functions=("Officier de l'état civil", "Chef de service"),
            units=(api.content.get_uuid(unit), api.content.get_uuid(draft)),
            phone="+32 81 / 00.00.01",
            email="sam@valmeuse.example",
            user_id="login-of-sam",
        )
        for one in (inner, person):
            api.content.transition(one, "publish")
    transaction.commit()
    return live_town


def test_a_service_with_all_that_is_known(web, hall):
    answer = web.get("/population")
    assert answer.status == 200
    for words in (
        "Population",
        "Cartes, actes et certificats.",
        "Place du Pont 1<br />5999 Valmeuse",
        'href="tel:081000000"',
        'href="mailto:population@valmeuse.example"',
        "Lundi : 9 – 12 h",
        "Entrée de plain-pied, &lt;guichet&gt; bas",
        "/population/sam",
        "État civil",
    ):
        assert words in answer.text, words
    assert "Service secret" not in answer.text
    for user in ("anna", "hedwig"):
        assert f">{user}<" not in answer.text


def test_a_person_without_the_user_name(web, hall):
    answer = web.get("/population/sam")
    assert answer.status == 200
    for words in ("Sam Dubois", "Officier de l&#x27;état civil", "tel:+3281000001", "mailto:sam@valmeuse.example"):
        assert words in answer.text or words.replace("&#x27;", "'") in answer.text, words
    assert "login-of-sam" not in answer.text
    assert "Service secret" not in answer.text
    assert ">Population<" in answer.text


@pytest.mark.parametrize("path", ["/population/sam", "/population", "/@search?fullobjects=1&SearchableText=Dubois"])
@pytest.mark.parametrize("user", ["", "carla"])
def test_programs_learn_neither_user_name_nor_staff(web, hall, path, user):
    answer = web.get(path, user, accept="application/json")
    assert answer.status == 200
    for name in ("login-of-sam", "anna", "hedwig"):
        assert name not in answer.text


def test_the_list_of_services(web, hall):
    answer = web.get("/@@units")
    assert answer.status == 200
    positions = [answer.text.index(title) for title in (">État civil<", ">Population<", ">Travaux publics<")]
    assert positions == sorted(positions)
    assert "Service secret" not in answer.text
    below = web.get("/population/@@units").text
    assert ">État civil<" in below
    assert ">Travaux publics<" not in below


def test_a_town_hall_without_services_says_so(web, functional_portal):
    assert "No service is shown here yet." in web.get("/@@units").text


def test_a_bare_service_shows_no_empty_lines(web, hall):
    answer = web.get("/travaux-publics")
    assert answer.status == 200
    for words in ("Telephone", "Address", "Opening hours", "Access", "People"):
        assert f">{words}<" not in answer.text
