"""A clerk's morning at `@@cases`."""


def test_a_clerk_sees_the_cases_of_her_service_and_no_others(town, page):
    ours, theirs = town.order("Nadia Lemaire"), town.order("Paul Servais", unit=town.works)
    town.index()
    _view, html = page("cases", "anna")
    assert ours.reference in html
    assert "Nadia Lemaire" in html
    assert theirs.reference not in html
    assert "Paul Servais" not in html
