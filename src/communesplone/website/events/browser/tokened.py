"""Forms that anybody may send: a signed token says where they come from, and makes two clicks one."""

from communesplone import _
from communesplone.core.domain import tokens
from communesplone.core.forms.sent import text_of
from communesplone.core.keys import site_keys
from secrets import token_bytes
from time import time


LIFE = 24 * 3600


class Tokened:
    """Mixed into a form: `purpose` of the token; `token` and `notice` after `settle_token`."""

    purpose = ""
    token = ""
    notice = ""

    def settle_token(self) -> None:
        """The token that was sent, or a new one; the notice says when a form was too old or not ours."""
        sent = text_of(self.request, "token")
        state = tokens.TokenState.FORGED
        if sent:
            state = tokens.check(site_keys(), self.purpose, sent, time(), LIFE)
        self.token = sent
        if state is tokens.TokenState.VALID:
            return
        self.token = tokens.make(site_keys()[0], self.purpose, time(), token_bytes(16))
        if self.request.method == "POST":
            self.notice = _(
                "This form was open for too long, or did not come from this page. "
                "Nothing was sent and nothing you typed is lost: check it and send it again."
            )
