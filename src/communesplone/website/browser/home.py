"""The home page: the blocks that an editor arranged, each from rows of the catalog. `@@home`, `@@home-preview`."""

from communesplone import _
from communesplone.core.hours.caching import until_midnight
from communesplone.website.browser.frame import Frame
from communesplone.website.domain.arrangement import Arrangement
from communesplone.website.home import store
from communesplone.website.home.block import offered
from communesplone.website.home.block import options_of
from communesplone.website.kept_markup import markup
from functools import cached_property
from logging import getLogger
from ZODB.POSException import ConflictError


logger = getLogger(__name__)


class Home(Frame):
    """`@@home`, the default view of the site."""

    light_page = True
    page_title = ""
    is_preview = False

    @property
    def title(self) -> str:
        return self.name

    def arrangement(self) -> Arrangement:
        """Which blocks, in which order."""
        return store.shown(self.context, self.request)

    @cached_property
    def sections(self) -> list[dict]:
        """The page from top to bottom: `parts` (markup), and `paired` for half blocks that stand side by side."""
        found: list[dict] = []
        for half, part in self._blocks():
            if half and found and found[-1]["half"] and len(found[-1]["parts"]) == 1:
                found[-1]["parts"].append(part)
            else:
                found.append({"half": half, "parts": [part]})
        return found

    @property
    def needs_title(self) -> bool:
        """Whether no block shows the h1."""
        return not any("<h1" in part for section in self.sections for part in section["parts"])

    def _blocks(self) -> list[tuple[bool, str]]:
        known, found = offered(self.context, self.request), []
        for placed in self.arrangement():
            block = known.get(placed.block)
            if block is None or not placed.shown:
                continue
            part = self._render(placed, block, len(found))
            if part:
                found.append((bool(block.half), part))
        return found

    def _render(self, placed, block, place: int) -> str:
        """The block's markup; one that breaks is left out and told to the log, so that the page stays."""

        def make() -> str:
            return block.render(options_of(block, placed.options), place)

        if getattr(block, "says_today", False):
            until_midnight(self.request)
        try:
            if not getattr(block, "keeps", False):
                return make()
            question = (placed.block, place, repr(placed.options), block.depends())
            return markup(self, question, make, block.until)
        except ConflictError:
            raise
        except Exception:
            logger.exception("the block %s of the home page failed", placed.key)
            return ""


class Preview(Home):
    """`@@home-preview`: the draft, for who arranges."""

    is_preview = True
    personal_page = True
    page_title = _("Preview of the home page")

    def arrangement(self) -> Arrangement:
        return store.draft(self.context, self.request)
