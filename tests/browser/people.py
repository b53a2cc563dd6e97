"""The people of the stories, each with a browser window of their own."""

from .town import PASSWORD
from playwright.sync_api import Browser
from playwright.sync_api import Page


PATIENCE = 10_000


class People:
    """Opens windows on the site at `url`."""

    def __init__(self, chromium: Browser, url: str):
        self.chromium = chromium
        self.url = url
        self._contexts = []
        self.broken: list[str] = []

    def visitor(self, width: int = 1280, height: int = 900, language: str = "en", **options) -> Page:
        """A window `width` CSS pixels wide, without account; page paths are relative to the site."""
        options = {"reduced_motion": "reduce", "viewport": {"width": width, "height": height}, **options}
        context = self.chromium.new_context(base_url=f"{self.url}/", **options)
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        if language:
            context.add_cookies([{"name": "I18N_LANGUAGE", "value": language, "url": self.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: self.broken.append(f"{page.url}: {error}"))
        return page

    def logged_in(self, user: str, **options) -> Page:
        """A window of somebody with an account, who went through the login page."""
        page = self.visitor(**options)
        page.goto("login")
        page.fill("[name=__ac_name]", user)
        page.fill("[name=__ac_password]", PASSWORD)
        with page.expect_navigation():
            page.locator("main [type=submit]").click()
        assert any(cookie["name"] == "__ac" for cookie in page.context.cookies()), f"{user} could not log in"
        return page

    def leave(self) -> None:
        """Close every window; a script that broke on any page fails the test."""
        for context in self._contexts:
            context.close()
        assert not self.broken
