"""`@@confirm-address`: the link of the first message. Mail programs open links, so only the button counts."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.cases import tracking
from communesplone.core.forms.sent import text_of
from communesplone.requests import confirmation
from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ConfirmAddress(BrowserView):
    """The page tells only whether the link is good."""

    light_page = True
    page = ViewPageTemplateFile("confirm_address.pt")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.key = text_of(self.request, "key")
        self.order = confirmation.order_of(self.key)
        if self.request.method != "POST" or self.order is None:
            return self.page()
        confirmation.confirm(self.order)
        audit.record("order.address_confirmed", f"case:{self.order.reference}", actor="-")
        tracking.remember(self.request, self.order)
        api.portal.show_message(_("Thank you. Your e-mail address is confirmed."), self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@track")
        return "redirected"

    def page_title(self):
        return _("Confirm your e-mail address")
