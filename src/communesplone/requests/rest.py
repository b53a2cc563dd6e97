"""Services for programs: what the catalog keeps for editors stays there."""

from plone.restapi.interfaces import IJSONSummarySerializerMetadata
from zope.interface import implementer


@implementer(IJSONSummarySerializerMetadata)
class InternalColumns:
    """Columns that no list hands out, whatever `metadata_fields` asks for."""

    def blocklisted_attributes(self) -> set[str]:
        """Upkeep of a card, and columns that only serve our own lists."""
        return {"card_check", "card_shared", "card_words"}
