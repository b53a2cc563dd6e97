"""Logging in: guessers wait, owners do not; a session that is over is over everywhere (S9)."""

from communesplone.core.security import accounts
from communesplone.core.security import door
from communesplone.core.security.domain import hashing
from communesplone.core.security.pas.session import CommunesSession
from plone import api
from tests.integration.core.conftest import PASSWORD
import base64
import json
import pytest
import statistics
import time
import transaction


JSON = {"Content-Type": "application/json"}


def token_for(web, login, password=PASSWORD, **more):
    body = json.dumps({"login": login, "password": password, **more})
    return web.get("/++api++/@login", accept="application/json", method="POST", body=body, headers=JSON)


def test_the_login_form_works_and_its_cookie_is_closed(live_town, window):
    browser = window()
    assert browser.log_in("anna").status == 302
    assert browser.is_logged_in
    for flag in ("HttpOnly", "SameSite=Lax"):
        assert flag in browser.flags["__ac"] and flag in browser.flags["__communes_device"]


def test_by_https_the_cookie_is_sent_by_https_only(portal, town):
    plugin = portal.acl_users.session
    plugin.REQUEST.set("SERVER_URL", "https://www.valmeuse.example")
    plugin._setupSession("anna", plugin.REQUEST.response)
    (line,) = [line for name, line in plugin.REQUEST.response.listHeaders() if line.startswith("__ac=")]
    assert "Secure" in line


def test_a_stolen_cookie_is_dead_after_the_logout(live_town, window):
    browser, thief = window(), window()
    browser.log_in("anna")
    thief.cookies = dict(browser.cookies)
    assert thief.is_logged_in
    browser.get("/logout")
    assert not browser.is_logged_in
    assert not thief.is_logged_in


def test_the_logout_of_one_browser_leaves_another(live_town, window):
    one, other = window(), window()
    one.log_in("anna")
    other.log_in("anna")
    one.get("/logout")
    assert other.is_logged_in


def test_a_new_password_ends_every_session_and_every_token(live_town, window, web):
    browser = window()
    browser.log_in("anna")
    token = token_for(web, "anna").json()["token"]
    mine = {"Authorization": f"Bearer {token}"}
    assert web.get("/++api++/@users/anna", accept="application/json", headers=mine).status == 200
    transaction.begin()
    with live_town.manager():
        api.user.get("anna").setSecurityProfile(password="six canards dans la Meuse")
    transaction.commit()
    assert not browser.is_logged_in
    assert web.get("/++api++/@users/anna", accept="application/json", headers=mine).status == 401


def test_a_session_that_was_planted_does_not_become_the_victims(live_town, window):
    browser = window()
    browser.log_in("carla")
    planted = browser.cookies["__ac"]
    browser.log_in("anna")
    assert browser.cookies["__ac"] != planted
    thief = window()
    thief.cookies = {"__ac": planted}
    assert "Anna" not in thief.get("/@@personal-information").text


@pytest.mark.parametrize(("user", "minutes", "lasts"), [("anna", 29, True), ("anna", 31, False), ("carla", 119, True)])
def test_staff_is_logged_out_sooner_than_citizens(portal, town, user, minutes, lasts):
    plugin = portal.acl_users.session
    plugin._setupSession(user, plugin.REQUEST.response)
    ticket = base64.b64decode(plugin.REQUEST.response.cookies["__ac"]["value"])
    assert (plugin._validateTicket(ticket, time.time() + 60 * minutes) is not None) == lasts


def test_work_renews_the_session_but_not_for_ever(portal, town):
    plugin = portal.acl_users.session
    assert isinstance(plugin.aq_base, CommunesSession)
    plugin._setupSession("anna", plugin.REQUEST.response)
    ticket = base64.b64decode(plugin.REQUEST.response.cookies["__ac"]["value"])
    assert plugin._validateTicket(ticket, time.time() + 13 * 3600) is None


@pytest.mark.parametrize("cookie", ["", "x", "AAAA", "%00", base64.b64encode(b"0" * 72 + b"anna!").decode()])
def test_no_other_cookie_is_a_session(live_town, window, cookie):
    browser = window()
    browser.cookies = {"__ac": cookie}
    assert browser.get("").status == 200
    assert not browser.is_logged_in


# Guessing


def test_two_hundred_wrong_passwords(live_town, window, web):
    known, guesser = window(), window()
    known.log_in("anna")
    known.get("/logout")
    answers = [guesser.log_in("anna", f"wrong-password-{number}") for number in range(200)]
    refused = [answer for answer in answers if answer.status == 429]
    assert len(refused) >= 192
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in refused)
    last = guesser.log_in("anna")
    assert last.status == 429 and "Too many tries" in last.text
    # The owner, in the browser that is known, gets in meanwhile.
    assert known.log_in("anna").status == 302
    assert known.is_logged_in


@pytest.mark.parametrize("way", ["login", "basic", "service"])
def test_every_way_in_is_slowed_down(live_town, window, web, way):
    def guess(number):
        if way == "login":
            return window().log_in("anna", f"wrong-{number}-password")
        if way == "service":
            return token_for(web, "anna", f"wrong-{number}-password")
        secret = base64.b64encode(f"anna:wrong-{number}-password".encode()).decode()
        return web.get("/@@cases", headers={"Authorization": f"Basic {secret}"})

    states = [guess(number).status for number in range(12)]
    assert states[:5] == [states[0]] * 5 and states[0] != 429
    assert states[6:] == [429] * 6


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(live_town, window, web):
    def essence(answer):
        return answer.status, answer.text.replace("nobody", "anna")

    assert essence(token_for(web, "anna", "wrong-password-1")) == essence(token_for(web, "nobody", "wrong-password-1"))
    form = [window().log_in(name, "wrong-password-1") for name in ("anna", "nobody")]
    assert form[0].status == form[1].status
    assert len(form[0].text) - len(form[1].text) in range(-8, 9)


def test_a_wrong_name_takes_as_long_as_a_wrong_password(portal, town, monkeypatch):
    monkeypatch.setenv(hashing.ROUNDS, "8")
    users = portal.acl_users.source_users
    users.doChangeUser("anna", PASSWORD)
    users._user_passwords["carla"] = "{SSHA}" + "A" * 36
    door.waste("x")

    def seconds(name):
        measured = []
        for number in range(7):
            start = time.perf_counter()
            assert users._look(name, f"wrong-{number}") is None
            measured.append(time.perf_counter() - start)
        return statistics.median(measured)

    known, unknown, old = seconds("anna"), seconds("nobody"), seconds("carla")
    assert 0.5 < unknown / known < 2
    assert 0.5 < old / known < 2


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_asking_for_a_new_password_tells_nobody_who_has_an_account(live_town, web, name):
    answer = web.get(
        f"/++api++/@users/{name}/reset-password", accept="application/json", method="POST", body="{}", headers=JSON
    )
    assert (answer.status, answer.text) == (204, "")


def test_nobody_registers_alone_unless_the_commune_wants_it(live_town, web):
    assert web.get("/@@register").status in (302, 401, 404)
    answer = web.get(
        "/++api++/@users",
        accept="application/json",
        method="POST",
        body=json.dumps({"username": "mallory", "email": "m@example.org", "password": "six canards dans la Meuse"}),
        headers=JSON,
    )
    assert answer.status in (401, 403)


# Passwords


def test_passwords_are_kept_by_bcrypt_and_old_hashes_go_at_the_next_login(live_town, window):
    users = live_town.portal.acl_users.source_users
    assert hashing.is_current(users._user_passwords["anna"])
    from AuthEncoding import AuthEncoding

    users._user_passwords["anna"] = AuthEncoding.pw_encrypt(PASSWORD)
    transaction.commit()
    browser = window()
    assert not hashing.is_current(users._user_passwords["anna"])
    browser.log_in("anna")
    transaction.begin()
    assert hashing.is_current(users._user_passwords["anna"])
    assert browser.is_logged_in


@pytest.mark.parametrize("password", ["short-1", "motdepasse2026!", "azertyuiop123", "anna.lambert1"])
def test_a_weak_password_is_refused_with_a_reason(live_town, web, password):
    body = json.dumps({"old_password": PASSWORD, "new_password": password})
    token = token_for(web, "anna").json()["token"]
    answer = web.get(
        "/++api++/@users/anna/reset-password",
        accept="application/json",
        method="POST",
        body=body,
        headers={**JSON, "Authorization": f"Bearer {token}"},
    )
    assert answer.status == 400
    assert "password" in answer.text


def test_taking_the_suite_away_leaves_every_account(live_town, window):
    live_town.portal.portal_setup.runAllImportStepsFromProfile("profile-communesplone.core:uninstall")
    transaction.commit()
    assert accounts.accounts(live_town.portal) is None
    assert live_town.portal.acl_users.source_users.meta_type == "User Manager"
    browser = window()
    browser.log_in("anna")
    assert "__ac" in browser.cookies
