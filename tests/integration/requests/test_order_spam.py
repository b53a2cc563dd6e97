"""Programs are kept away, people are told what to do, and nobody's order is thrown away."""

from .forms import ABOUT
from .forms import ADDRESS
from .forms import first_answer as answer
from .forms import use_form
from .test_order_later import begun
from .test_order_later import fresh_limits  # noqa: F401 - used by every test here
from .test_order_later import from_afar  # noqa: F401
from .test_order_path import said
from .test_order_steps import go_on
from .test_order_steps import heading
from .test_order_steps import send
from altcha import solve_challenge_v1
from communesplone.core.cases import store
from communesplone.requests import spam
from plone import api
from time import time
from urllib.error import HTTPError
import base64
import json
import pytest
import re
import transaction


def setting(name, value):
    transaction.begin()
    api.portal.set_registry_record(f"communesplone.requests.{name}", value)
    transaction.commit()


def reviewed(browse, town):
    browser = begun(browse, town)
    go_on(browser, **ADDRESS)
    browser.getControl(name="consent").value = ["1"]
    return browser


def press(browser):
    browser.getControl("Send my order").click()


def orders() -> int:
    transaction.begin()
    return sum(1 for _case in store.walk())


def test_the_field_that_nobody_sees_is_told_and_lost_nothing(town, browse):
    browser = reviewed(browse, town)
    browser.getControl(name="homepage").value = "http://spam.example"
    press(browser)
    assert "A field that people do not see was filled in" in browser.contents
    assert browser.getControl(name="homepage").value == ""
    assert "Rue Haute 8" in browser.contents
    assert orders() == 0
    send(browser)
    assert orders() == 1


def test_the_trap_stands_on_every_step(town, browse):
    address = use_form(town)
    browser = browse()
    browser.open(f"{address}/@@order")
    answer(browser, **ABOUT, subject="alone", members="-", homepage="-")
    browser.getControl(name="homepage").value = "x"
    browser.getControl(name="form.buttons.review").click()
    assert heading(browser) == "About you"
    assert 'value="Nadia"' in browser.contents


@pytest.mark.usefixtures("from_afar")
def test_who_is_faster_than_a_person_is_asked_to_press_again(town, browse):
    setting("seconds", 60)
    browser = reviewed(browse, town)
    press(browser)
    assert "That was very fast" in browser.contents
    assert orders() == 0
    setting("seconds", 0)
    send(browser)
    assert orders() == 1


@pytest.mark.usefixtures("from_afar")
def test_a_form_opened_while_the_clock_ran_an_hour_ahead_is_not_called_too_fast(town, browse, monkeypatch):
    setting("seconds", 60)
    browser = reviewed(browse, town)
    monkeypatch.setattr("communesplone.requests.browser.order.time", lambda: time() - 3600)
    press(browser)
    assert "That was very fast" not in browser.contents
    assert orders() == 1


@pytest.mark.usefixtures("from_afar")
@pytest.mark.parametrize("limit", ["per_network", "per_email"])
def test_a_flood_is_told_to_wait_and_nothing_is_lost(town, browse, limit):
    setting("seconds", 0)
    setting(limit, 2)
    for _time in range(2):
        press(reviewed(browse, town))
    browser = reviewed(browse, town)
    with pytest.raises(HTTPError) as refused:
        press(browser)
    assert refused.value.code == 429
    assert int(browser.headers["Retry-After"]) > 0
    assert "Many orders have come" in browser.contents
    assert "Rue Haute 8" in browser.contents
    assert orders() == 2
    setting(limit, 0)
    send(browser)
    assert orders() == 3


def test_what_comes_from_the_machine_itself_is_not_counted(town, browse):
    setting("per_network", 1)
    for _time in range(3):
        press(reviewed(browse, town))
    assert orders() == 3


def test_the_puzzle_is_solved_by_the_browser(town, browse):
    setting("proof_of_work", True)
    browser = reviewed(browse, town)
    press(browser)
    assert "add the two numbers" in browser.contents
    assert orders() == 0
    browser.getControl(name="altcha").value = solved(browser)
    send(browser)
    assert orders() == 1


def test_the_puzzle_of_another_form_is_no_good(town, browse):
    setting("proof_of_work", True)
    payload = solved(reviewed(browse, town))
    browser = reviewed(browse, town)
    browser.getControl(name="altcha").value = payload
    press(browser)
    assert "add the two numbers" in browser.contents


@pytest.mark.parametrize("payload", ["x", "e30=", "bnVsbA==", "WzFd", "A" * 9000])
def test_no_payload_breaks_the_form(town, browse, payload):
    setting("proof_of_work", True)
    browser = reviewed(browse, town)
    browser.getControl(name="altcha").value = payload
    press(browser)
    assert "add the two numbers" in browser.contents


def test_without_script_a_sum_is_asked(town, browse):
    setting("proof_of_work", True)
    browser = reviewed(browse, town)
    numbers = re.search(r"How much is (\d) \+ (\d)\?", re.sub("<[^>]+>", "", browser.contents)).groups()
    browser.getControl(name="sum").value = str(sum(map(int, numbers)))
    press(browser)
    assert said(browser, "reference")


def solved(browser) -> str:
    page = {
        name: re.search(f'data-{name}="([^"]*)"', browser.contents)[1] for name in ("salt", "challenge", "signature")
    }
    page["salt"] = page["salt"].replace("&amp;", "&")
    found = solve_challenge_v1(page["challenge"], page["salt"], "SHA-256", spam.LARGEST, 0)
    payload = {"algorithm": "SHA-256", "number": found.number, **page}
    return base64.b64encode(json.dumps(payload).encode()).decode()
