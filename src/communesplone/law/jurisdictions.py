"""The jurisdictions whose law the suite knows."""

from enum import StrEnum
from typing import Optional


class Jurisdiction(StrEnum):
    """Whose law governs the commune. The value is what the registry stores."""

    WALLONIA = "wallonia"
    BRUSSELS = "brussels"
    FLANDERS = "flanders"
    FRANCE = "france"
    ALSACE_MOSELLE = "alsace_moselle"

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2 code of the country."""
        return "FR" if Jurisdiction.FRANCE in (self, self.inherits_from) else "BE"

    @property
    def inherits_from(self) -> Optional["Jurisdiction"]:
        """The jurisdiction whose law holds here wherever this one says nothing of its own.

        Alsace-Moselle: CGCT, part two, book V, title IV: articles L2541-1 and following.
        """
        return Jurisdiction.FRANCE if self is Jurisdiction.ALSACE_MOSELLE else None

    @property
    def languages(self) -> tuple[str, ...]:
        """Administrative languages, ISO 639-1 codes, the usual one first.

        Belgium: laws on the use of languages in administrative matters, coordinated on 18 July 1966, art. 2 to 6. The
        communes of the German language area lie in Wallonia. Communes with facilities add a language of their own.
        France: Constitution of 4 October 1958, art. 2.
        """
        return _LANGUAGES[self]


_LANGUAGES = {
    Jurisdiction.WALLONIA: ("fr", "de"),
    Jurisdiction.BRUSSELS: ("fr", "nl"),
    Jurisdiction.FLANDERS: ("nl",),
    Jurisdiction.FRANCE: ("fr",),
    Jurisdiction.ALSACE_MOSELLE: ("fr",),
}
