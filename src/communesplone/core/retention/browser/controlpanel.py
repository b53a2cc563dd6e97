"""`@@retention-controlpanel`: the period for kinds of cases that have none of their own."""

from communesplone import _
from communesplone.core.forms.settings import SettingsForm
from communesplone.core.retention.settings import IRetentionSettings
from communesplone.core.retention.settings import PREFIX


class RetentionControlPanel(SettingsForm):
    """The settings as a form; a rule that makes no sense is refused by the interface itself."""

    schema = IRetentionSettings
    schema_prefix = PREFIX
    id = "RetentionControlPanel"
    label = _("Retention")
    description = _(
        "How long finished cases are kept, and what happens then. A procedure may have a period of its own. "
        "Nothing goes until a period is set."
    )
