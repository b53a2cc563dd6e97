"""Where a commune sets the limits for orders: `@@ordering-controlpanel`."""

from communesplone import _
from communesplone.core.forms.settings import SettingsForm
from communesplone.requests.settings import IOrdering
from communesplone.requests.settings import PREFIX


class OrderingControlPanel(SettingsForm):
    """The settings as a form."""

    schema = IOrdering
    schema_prefix = PREFIX
    id = "OrderingControlPanel"
    label = _("Ordering on line")
    description = _("Limits against programs that send orders. People are told what to do; no order is thrown away.")
