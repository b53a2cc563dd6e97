"""Where a commune sets the limits for orders: `@@ordering-controlpanel`."""

from communesplone import _
from communesplone.requests.settings import IOrdering
from communesplone.requests.settings import PREFIX
from plone.app.registry.browser import controlpanel


class OrderingForm(controlpanel.RegistryEditForm):
    """The settings as a form."""

    schema = IOrdering
    schema_prefix = PREFIX
    id = "OrderingControlPanel"
    label = _("Ordering on line")
    description = _("Limits against programs that send orders. People are told what to do; no order is thrown away.")


class OrderingControlPanel(controlpanel.ControlPanelFormWrapper):
    """Page around the form."""

    form = OrderingForm
