"""The request layer that switches the accessible widget templates on."""

from plone.app.z3cform.interfaces import IPloneFormLayer


class ICommunesFormLayer(IPloneFormLayer):
    """Put on the request by `AccessibleForm`; more specific than Plone's layer, so that its templates win."""
