"""The town hall of the core tests, served."""

from tests.integration.core.conftest import live_town  # noqa: F401
from tests.integration.core.conftest import town  # noqa: F401
from tests.integration.core.conftest import web  # noqa: F401
