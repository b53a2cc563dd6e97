"""Where a commune sets its name, address, arms and colours: `@@commune-controlpanel`."""

from communesplone import _
from communesplone.core.forms.settings import SettingsForm
from communesplone.website.browser.identity import picture_type
from communesplone.website.settings import ICommuneSettings
from communesplone.website.settings import PREFIX
from communesplone.website.settings import readable_accent
from communesplone.website.settings import readable_brand
from plone.formwidget.namedfile.converter import b64decode_file
from plone.formwidget.namedfile.widget import NamedFileFieldWidget
from z3c.form import validator
from zope.interface import Invalid


LARGEST_ARMS = 200_000  # bytes


class CommuneControlPanel(SettingsForm):
    """The settings as a form; colours are checked for contrast by the fields themselves."""

    schema = ICommuneSettings
    schema_prefix = PREFIX
    id = "CommuneControlPanel"
    label = _("The commune")
    description = _("Name, address, opening hours, coat of arms and colours, as every public page shows them.")

    def updateWidgets(self, *args, **kwargs) -> None:
        self.fields["arms"].widgetFactory = NamedFileFieldWidget
        super().updateWidgets(*args, **kwargs)
        widget, arms = self.widgets["arms"], self.getContent().arms
        if arms:
            widget.stored_name, data = b64decode_file(arms)
            widget.stored_size = len(data)

    def store(self, data: dict) -> None:
        """As all settings; the coat of arms stays unless another file came or it is to be removed."""
        if not data.get("arms") and not self.request.form.get(f"{self.widgets['arms'].name}.remove"):
            data.pop("arms", None)
        super().store(data)


def usable_arms(value: bytes) -> None:
    """Refuse what is neither SVG nor PNG, and what is too large; raises Invalid."""
    _name, data = b64decode_file(value)
    if len(data) > LARGEST_ARMS:
        raise Invalid(_("The coat of arms may have at most 200 KB."))
    if not picture_type(data):
        raise Invalid(_("The coat of arms must be an SVG or PNG file."))


CHECKS = {"arms": usable_arms, "brand_colour": readable_brand, "accent_colour": readable_accent}


class CommuneValidator(validator.SimpleFieldValidator):
    """Checks one field of the form.

    Registered for the form, not for its fields: a discriminator marks fields, and the registry takes no marked ones.
    """

    def validate(self, value, force=False):
        super().validate(value, force)
        check = CHECKS.get(self.field.__name__)
        if check is not None and value:
            check(value)


validator.WidgetValidatorDiscriminators(CommuneValidator, view=CommuneControlPanel)
