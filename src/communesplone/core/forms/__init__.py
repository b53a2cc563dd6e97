"""Forms that everybody can use: z3c.form does the work, this package the markup and the words of errors."""

from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.interfaces import ICommunesFormLayer


__all__ = ["AccessibleForm", "ICommunesFormLayer"]
