"""Moments of alerts in words."""

from communesplone import _
from communesplone.core.moments import zone
from communesplone.website.domain.times import hour
from communesplone.website.home.days import day_of_year
from datetime import datetime
from datetime import UTC


def moment_words(seconds: float, language: str):
    """Such as `28 November 2026, 16:00`, at the town hall."""
    local = datetime.fromtimestamp(seconds, UTC).astimezone(zone())
    mapping = {"day": day_of_year(local.date(), language), "hour": hour(local.time(), language)}
    return _("${day}, ${hour}", mapping=mapping)


def iso(seconds: float) -> str:
    """For machines: UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
