"""The town hall of the core tests, served; a fresh guard for each test; a browser that keeps cookies."""

from communesplone.core.security import door
from communesplone.core.security.domain.login import LoginGuard
from http.cookies import SimpleCookie
from tests.integration.core.conftest import live_town  # noqa: F401
from tests.integration.core.conftest import PASSWORD
from tests.integration.core.conftest import town  # noqa: F401
from tests.integration.core.conftest import web  # noqa: F401
from urllib.parse import urlencode
import pytest


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(autouse=True)
def _fresh_guard(monkeypatch):
    monkeypatch.setattr(door, "_guard", LoginGuard())


class Window:
    """One browser: keeps cookies, sends forms, follows nothing."""

    def __init__(self, web):  # noqa: F811
        self.web = web
        self.cookies: dict[str, str] = {}
        self.flags: dict[str, str] = {}

    def get(self, path: str, **options):
        return self._take(self.web.get(path, headers=self._headers(), **options))

    def post(self, path: str, **fields):
        body = urlencode(fields)
        return self._take(self.web.get(path, method="POST", body=body, headers={**FORM, **self._headers()}))

    def log_in(self, name: str, password: str = PASSWORD, **fields):
        return self.post("/login", __ac_name=name, __ac_password=password, **{"buttons.login": "Log in", **fields})

    @property
    def is_logged_in(self) -> bool:
        return self.get("/@@personal-information").status == 200

    def _headers(self) -> dict:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}

    def _take(self, answer):
        for line in answer.set_cookies:
            for name, morsel in SimpleCookie(line).items():
                self.flags[name] = line
                if morsel["max-age"] == "0" or morsel.value in ("", "deleted"):
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.coded_value
        return answer


@pytest.fixture
def window(web):  # noqa: F811
    """`window()` opens a browser of its own."""
    return lambda: Window(web)
