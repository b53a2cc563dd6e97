"""What a check found: findings by rule and page, figures, and what was not looked at with the reason."""

from collections import Counter
from communesplone.website.site_check.validator.rules import RULES
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from typing import Any
import json


FORMAT = 1
LEVELS = ("error", "warning", "note")


class NotAReport(ValueError):
    """The text is no report of a check, or one that a later version wrote."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: the rule's name, the address of the page, and what exactly."""

    rule: str
    page: str
    detail: str = ""

    @property
    def level(self) -> str:
        """error, warning or note."""
        return RULES[self.rule].level

    @property
    def area(self) -> str:
        """What it is about: the part of the rule's name before the dot."""
        return self.rule.partition(".")[0]


@dataclass
class Report:
    """A whole check. `moment` is ISO 8601 with time zone; figures are bytes, numbers and days as their names say."""

    site: str
    moment: str
    pages: int = 0
    requests: int = 0
    figures: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How many of each level."""
        found = Counter(one.level for one in self.findings)
        return {level: found[level] for level in LEVELS}

    def areas(self) -> dict[str, dict[str, int]]:
        """How many of each level in each area, also where there are none."""
        told = {name.partition(".")[0]: dict.fromkeys(LEVELS, 0) for name in RULES}
        for one in self.findings:
            told[one.area][one.level] += 1
        return told

    def by_rule(self) -> list[tuple[str, list[Finding]]]:
        """The findings rule by rule, worst first."""
        rules: dict[str, list[Finding]] = {}
        for one in self.findings:
            rules.setdefault(one.rule, []).append(one)
        return sorted(rules.items(), key=lambda each: (LEVELS.index(RULES[each[0]].level), -len(each[1]), each[0]))

    def text(self) -> str:
        """As JSON."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)


def read(text: str) -> Report:
    """The report that the JSON tells; raises NotAReport, also for rules that do not exist."""
    try:
        told: Any = json.loads(text)
        if told.pop("format") != FORMAT:
            raise NotAReport("format")
        found = [Finding(str(one["rule"]), str(one["page"]), str(one["detail"])) for one in told.pop("findings")]
        report = Report(**told, findings=found)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise NotAReport(str(error)) from error
    unknown = {one.rule for one in found} - set(RULES)
    if unknown or not (isinstance(report.site, str) and isinstance(report.moment, str)):
        raise NotAReport(", ".join(sorted(unknown)) or "site")
    return report
