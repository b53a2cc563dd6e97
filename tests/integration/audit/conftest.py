"""The log of a site in memory, and the site in a database of its own."""

from communesplone.core.audit.log import get_log
from communesplone.core.audit.writer import chain_now
import pytest
import transaction


class Journal:
    """Reads what the log of a site says; `entries` chains first what waits in the running transaction."""

    def __init__(self, portal):
        self.portal = portal

    @property
    def log(self):
        return get_log(self.portal)

    def entries(self, **parts):
        """All entries, oldest first, with these parts (`action="case.opened"`)."""
        chain_now(self.portal)
        chain = self.log.chain
        found = [chain.get(number) for number in range(1, chain.count + 1)]
        return [one for one in found if all(getattr(one, name) == value for name, value in parts.items())]

    def forget(self):
        """Begin an empty log."""
        self.log.__init__()


@pytest.fixture
def journal(portal):
    """The log in a transaction that is thrown away; empty."""
    found = Journal(portal)
    found.forget()
    return found


@pytest.fixture
def live_journal(functional_portal):
    """The log in a database of its own; empty."""
    found = Journal(functional_portal)
    found.forget()
    transaction.commit()
    return found
