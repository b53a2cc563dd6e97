"""After the password a code: no way in without it, and a way out when the phone is lost."""

from .test_login import JSON
from .test_login import token_for
from communesplone.core.security import sealing
from communesplone.core.security import second
from communesplone.core.security.accounts import accounts
from communesplone.core.security.settings import PREFIX
from tests.integration.core.conftest import PASSWORD
from time import time
import base64
import pyotp
import pytest
import re
import transaction


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def digits(shift: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(int(time()) + 30 * shift)


def authenticator(text: str) -> str:
    return re.search(r'name="_authenticator"[^>]*value="([0-9a-f]+)"', text)[1]


def field(text: str, name: str) -> str:
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', text)[1]


@pytest.fixture
def hall(live_town):
    """Anna has a second step; the code of the step before was used for setting it up."""
    codes = second.set_up("anna", SECRET, digits(-1))
    transaction.commit()
    live_town.codes = codes
    return live_town


def second_step(browser, code, **fields):
    page = browser.get("/@@second-step")
    return browser.post("/@@second-step", code=code, _authenticator=authenticator(page.text), **fields)


def test_the_password_alone_opens_nothing(hall, window):
    browser = window()
    answer = browser.log_in("anna")
    assert "/@@second-step" in answer.headers["Location"]
    assert "__ac" not in browser.cookies
    assert not browser.is_logged_in
    answer = second_step(browser, digits())
    assert answer.status == 302
    assert browser.is_logged_in
    assert "__communes_half" not in browser.cookies


def test_a_code_opens_once(hall, window):
    one, other = window(), window()
    one.log_in("anna")
    other.log_in("anna")
    code = digits()
    assert second_step(one, code).status == 302
    assert second_step(other, code).status == 200
    assert not other.is_logged_in


def test_without_a_password_there_is_no_second_step(hall, window):
    browser = window()
    assert browser.get("/@@second-step").headers["Location"].endswith("/login")
    browser.cookies["__communes_half"] = "x" * 80
    assert browser.get("/@@second-step").status == 302


def test_codes_are_not_guessed(hall, window):
    browser = window()
    browser.log_in("anna")
    states = [second_step(browser, f"{number:06d}").status for number in range(12)]
    assert states[-1] == 429 and 429 in states[5:7]
    assert not browser.is_logged_in


def test_a_form_from_elsewhere_is_refused(hall, window):
    browser = window()
    browser.log_in("anna")
    assert browser.post("/@@second-step", code=digits()).status == 403


def test_basic_authentication_is_refused(hall, web):
    assert web.get("/@@cases", "anna").status in (302, 401)
    assert web.get("/@@cases", "hedwig").status == 200


def test_the_service_wants_the_code_in_its_body(hall, web):
    assert token_for(web, "anna").status == 401
    assert token_for(web, "anna", totp="000000").status == 401
    answer = token_for(web, "anna", totp=digits())
    assert answer.status == 200 and answer.json()["token"]


def test_a_remembered_browser_is_asked_for_the_password_only(hall, window):
    browser = window()
    browser.log_in("anna")
    second_step(browser, digits(), remember="1")
    browser.get("/logout")
    browser.log_in("anna")
    assert browser.is_logged_in
    hall.portal.portal_registry[f"{PREFIX}.two_step_remember"] = False
    transaction.commit()
    browser.get("/logout")
    browser.log_in("anna")
    assert not browser.is_logged_in


def test_a_recovery_code_opens_once(hall, window):
    browser = window()
    browser.log_in("anna")
    assert second_step(browser, hall.codes[0]).status == 302
    other = window()
    other.log_in("anna")
    assert second_step(other, hall.codes[0]).status == 200


def test_an_account_sets_it_up_itself(live_town, window):
    browser = window()
    browser.log_in("anna")
    page = browser.get("/@@two-steps")
    assert "<svg" in page.text and "no-store" in page.headers["Cache-Control"]
    sealed = field(page.text, "sealed")
    secret = sealing.unseal(sealed).rpartition(" ")[2]
    assert secret not in page.text
    send = {"sealed": sealed, "begin": "1", "_authenticator": authenticator(page.text)}
    assert "problem" in browser.post("/@@two-steps", code="000000", **send).text
    answer = browser.post("/@@two-steps", code=pyotp.TOTP(secret).now(), **send)
    assert len(set(re.findall(r"<code>([A-Z2-9]{5}-[A-Z2-9]{5})</code>", answer.text))) == 10
    transaction.begin()
    assert secret.encode() not in accounts().second["anna"].sealed


def test_a_secret_that_is_none_is_made_anew(live_town, window):
    browser = window()
    browser.log_in("anna")
    for odd in ("sealed=%D9%A3", "sealed=x&sealed=%D9%A3", "sealed:int=3"):
        assert "<svg" in browser.get(f"/@@two-steps?{odd}").text, odd


def test_a_secret_of_somebody_else_is_not_taken(live_town, window):
    browser, other = window(), window()
    browser.log_in("anna")
    other.log_in("carla")
    sealed = field(browser.get("/@@two-steps").text, "sealed")
    secret = sealing.unseal(sealed).rpartition(" ")[2]
    token = authenticator(other.get("/@@two-steps").text)
    other.post("/@@two-steps", code=pyotp.TOTP(secret).now(), sealed=sealed, begin="1", _authenticator=token)
    transaction.begin()
    assert not second.is_set_up("carla")


def test_a_role_can_make_it_a_duty_with_time_to_prepare(live_town, window):
    registry = live_town.portal.portal_registry
    registry[f"{PREFIX}.two_step_roles"] = ("Clerk",)
    transaction.commit()
    browser = window()
    browser.log_in("anna")
    assert browser.is_logged_in
    assert "14" in browser.get("/@@two-steps").text
    browser.get("/logout")
    transaction.begin()
    accounts().second["anna"].asked -= 15 * 86400
    transaction.commit()
    browser.log_in("anna")
    assert not browser.is_logged_in
    page = browser.get("/@@second-step")
    secret = sealing.unseal(field(page.text, "sealed")).rpartition(" ")[2]
    fields = {"sealed": field(page.text, "sealed"), "_authenticator": authenticator(page.text)}
    answer = browser.post("/@@second-step", code=pyotp.TOTP(secret).now(), **fields)
    assert "<code>" in answer.text
    assert browser.is_logged_in
    citizen = window()
    citizen.log_in("carla")
    assert citizen.is_logged_in


def test_who_looks_after_accounts_takes_a_lost_one_away(hall, window, web):
    assert web.get("/@@second-steps", "hedwig").status in (302, 401, 403)
    with hall.manager():
        second.take_away("anna")
    transaction.commit()
    browser = window()
    browser.log_in("anna")
    assert browser.is_logged_in


def test_another_secret_of_the_server_opens_nothing_and_breaks_nothing(hall, window, monkeypatch):
    browser = window()
    browser.log_in("anna")
    monkeypatch.setenv(sealing.ENVIRONMENT, "new secret")
    assert second_step(browser, digits()).status == 200
    monkeypatch.setenv(sealing.ENVIRONMENT, "new secret,")
    assert second_step(browser, digits()).status == 302


def test_a_password_in_a_form_of_another_page_does_not_help(hall, window):
    answer = window().post("/@@personal-information", __ac_name="anna", __ac_password=PASSWORD)
    assert answer.status in (302, 401, 403)
    secret = base64.b64encode(f"anna:{PASSWORD}".encode()).decode()
    headers = {**JSON, "Authorization": f"Basic {secret}"}
    assert hall and window().web.get("/++api++/@users/anna", accept="application/json", headers=headers).status == 401
