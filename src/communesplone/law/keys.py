"""The questions that the law is asked: every key with its theme, its units and, for rules, the rules there are.

The values are in ``data/``, one file a jurisdiction. A key that a jurisdiction does not fill has no value there.
"""

from communesplone.law.phrases import _
from communesplone.law.phrases import Phrase
from communesplone.law.units import CLEAR_DAYS
from communesplone.law.units import DAYS
from communesplone.law.units import DAYS_291
from communesplone.law.units import WORKING_DAYS
from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """One question: its name, its theme, its title, the units its value may have, the rules it may name."""

    name: str
    title: Phrase
    units: tuple[str, ...]
    options: tuple[str, ...] = ()

    @property
    def theme(self) -> str:
        """The part of the name before the first dot."""
        return self.name.split(".")[0]


THEMES: dict[str, Phrase] = {
    "meetings": _("Meetings"),
    "notice": _("Convocation"),
    "agenda": _("Agenda and questions"),
    "before": _("Publication before the meeting"),
    "quorum": _("Quorum"),
    "ballot": _("Votes"),
    "closed": _("Closed session"),
    "persons": _("Election of persons"),
    "members": _("Members"),
    "minutes": _("Minutes and registers"),
    "after": _("Publication and entry into force"),
    "advice": _("Financial advice"),
    "supervision": _("Supervision"),
    "holidays": _("Holidays"),
    "size": _("Size of council and college"),
}

BEFORE = (CLEAR_DAYS, DAYS, DAYS_291, WORKING_DAYS)
AFTER = (DAYS, DAYS_291, WORKING_DAYS, "weeks", "months")
TRUTH = ("yes or no",)
SHARE = ("share",)
RULE = ("rule",)
LIST = ("list",)
SEASON = ("season",)
TIMES = ("times",)
MEMBERS = ("members",)
AGES = ("oldest", "youngest")

KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("meetings.per_year", _("Meetings a year, at least"), TIMES),
        Key("meetings.per_quarter", _("Meetings a quarter, at least"), TIMES),
        Key("meetings.called_by", _("Members who may force a meeting"), SHARE),
        Key("meetings.called_by_few", _("Members who may force a meeting where the council meets rarely"), SHARE),
        Key("meetings.no_call_for", _("Time without convocation after which few members may force a meeting"), AFTER),
        Key("meetings.pause", _("Part of the year that does not count towards that time"), SEASON),
        Key("meetings.called_by_others", _("Others who may force a meeting"), LIST),
        Key("meetings.called_within", _("Delay for the meeting that was asked for"), AFTER),
        Key("notice.ordinary", _("Notice of a meeting"), BEFORE),
        Key("notice.second_call", _("Notice of a second convocation"), BEFORE),
        Key("notice.third_call", _("Notice of a third convocation"), BEFORE),
        Key("notice.urgent", _("Notice in case of urgency"), BEFORE),
        Key("notice.first_meeting", _("Notice of the first meeting after a general renewal"), BEFORE),
        Key("notice.listed_installation", _("Notice of a deliberation on a classified installation"), BEFORE),
        Key("notice.starts", _("What the notice counts from"), RULE, ("sending", "receipt")),
        Key("notice.urgency_judge", _("Who judges the urgency of a convocation"), RULE, ("council",)),
        Key("notice.means", _("Ways of convocation"), LIST, ("letter", "bearer", "fax", "e-mail", "orally if urgent")),
        Key("notice.explanatory_note", _("An explanatory note goes with each item"), TRUTH),
        Key("agenda.member_item", _("Notice of an item that a member adds"), BEFORE),
        Key("agenda.member_item_college", _("Members of the college may add an item as councillors"), TRUTH),
        Key("agenda.member_item_papers", _("What goes with an item that a member adds"), LIST),
        Key("agenda.supplement", _("Delay for passing on an added item"), ("hours",)),
        Key("agenda.urgent_item", _("Members present who may add an urgent item"), SHARE),
        Key("agenda.urgent_item_recorded", _("What is recorded of an urgent item"), LIST),
        Key("agenda.oral_question", _("Notice of an oral question"), BEFORE),
        Key("agenda.budget_papers", _("Papers of budget and accounts before the meeting"), BEFORE),
        Key("agenda.minutes_papers", _("Draft minutes before the meeting"), BEFORE),
        Key("before.agenda", _("Agenda published before the meeting"), BEFORE),
        Key("before.agenda_ways", _("Where the agenda is published"), LIST, ("town hall", "website")),
        Key("before.agenda_urgent", _("Urgent agenda published within"), ("hours",)),
        Key("before.drafts", _("Draft deliberations online before the meeting"), BEFORE),
        Key("before.drafts_exception", _("Drafts online after the meeting in case of urgency or force majeure"), AFTER),
        Key("before.drafts_persons", _("Persons in draft deliberations"), RULE, ("pseudonymised", "not published")),
        Key("before.drafts_wording", _("Words that a draft carries"), RULE),
        Key("quorum.present", _("Members who must be present"), SHARE),
        Key("quorum.free_from_call", _("Convocation from which no quorum is needed"), TIMES),
        Key("quorum.free_recalled", _("That convocation quotes the rule"), TRUTH),
        Key("quorum.interval", _("Time between a meeting without quorum and the next"), BEFORE),
        Key("quorum.interested_count", _("Interested members count for the quorum"), TRUTH),
        Key("quorum.free_if_interested", _("Share of interested members that frees from the quorum"), SHARE),
        Key("quorum.proxies_count", _("Represented members count for the quorum"), TRUTH),
        Key("quorum.each_item", _("The quorum is checked at each item"), TRUTH),
        Key("quorum.college", _("Members of the college who must be present"), SHARE),
        Key("ballot.majority", _("Majority"), RULE, ("more yes than no",)),
        Key("ballot.abstentions_count", _("Abstentions and void papers count for the majority"), TRUTH),
        Key("ballot.tie", _("Tie in a public vote"), RULE, ("rejected", "vote of the president")),
        Key("ballot.tie_secret", _("Tie in a secret vote"), RULE, ("rejected",)),
        Key("ballot.account", _("Vote on the administrative account"), RULE, ("adopted unless a majority is against",)),
        Key("ballot.account_mayor_leaves", _("The mayor leaves for the vote on the administrative account"), TRUTH),
        Key("ballot.college_tie", _("Tie in the college"), RULE, ("postponed",)),
        Key("ballot.college_tie_decides", _("Tie at which the president of the college decides"), TIMES),
        Key("ballot.named_on_request", _("Members present who may ask for a vote by name"), SHARE),
        Key("ballot.secret_on_request", _("Members present who may ask for a secret vote"), SHARE),
        Key("ballot.secret_prevails", _("The request for secrecy prevails over that for names"), TRUTH),
        Key("ballot.secret_matters", _("Matters of a secret vote"), LIST),
        Key("ballot.secret_waiver", _("Who may waive secrecy"), RULE, ("unanimous council",)),
        Key("ballot.president_last", _("The president votes last"), TRUTH),
        Key("ballot.ways", _("Ways of a public vote"), LIST),
        Key("closed.persons", _("Matters of persons are dealt with in closed session"), TRUTH),
        Key("closed.share", _("Votes for another closed session"), SHARE),
        Key("closed.share_of", _("Who those votes are counted of"), RULE, ("present", "present or represented")),
        Key("closed.asked_by", _("Members who may ask for a closed session"), MEMBERS),
        Key("closed.never", _("Matters that are never dealt with in closed session"), LIST),
        Key("persons.rounds", _("Rounds"), TIMES),
        Key("persons.runoff_names", _("Names in the second round for each post"), TIMES),
        Key("persons.tie", _("Tie of votes between persons"), RULE, AGES),
        Key("persons.tie_entry", _("Tie for a place in the second round"), RULE, AGES),
        Key("persons.list_tie", _("Tie between lists"), RULE, ("highest average age",)),
        Key("persons.single", _("Single candidate"), RULE, ("elected at once",)),
        Key("members.proxies", _("Proxies that a member may hold"), TIMES),
        Key("members.proxy_meetings", _("Consecutive meetings that a proxy is good for"), TIMES),
        Key("members.interest", _("Kinship that forbids to take part"), ("degree",)),
        Key("members.interest_persons", _("The same, for candidates and personnel"), ("degree",)),
        Key("members.interest_effect", _("Effect of an interest"), RULE, ("must leave", "act is illegal")),
        Key("members.resignation", _("A member who resigns stays until the successor is installed"), TRUTH),
        Key("minutes.votes", _("Votes in the minutes"), LIST),
        Key("minutes.content", _("Content of the minutes"), LIST),
        Key("minutes.signed_by", _("Who signs the minutes"), LIST),
        Key("minutes.online", _("Adopted minutes are published, without closed items"), TRUTH),
        Key("minutes.online_within", _("Minutes published after their adoption"), AFTER),
        Key("minutes.register", _("Register of deliberations"), LIST),
        Key("after.way", _("How regulations are published"), LIST, ("poster", "website", "website or poster")),
        Key("after.counts", _("What the delays count from"), RULE, ("poster", "website", "publication")),
        Key("after.qualities", _("What publication online must be"), LIST),
        Key("after.register", _("Publications are written in a register"), TRUTH),
        Key("after.in_force", _("Day after publication on which a regulation enters into force"), (DAYS,)),
        Key("after.in_force_differs", _("The act may name another day"), TRUTH),
        Key("after.transmission", _("An act is executory once published and transmitted"), TRUTH),
        Key("after.list", _("List of decisions published"), AFTER),
        Key("after.regulations", _("Regulations published"), AFTER),
        Key("after.online_for", _("Time online, at least"), AFTER),
        Key("advice.threshold", _("Amount from which financial advice is mandatory"), ("euro",)),
        Key("advice.equal", _("Advice for exactly that amount"), RULE, ("mandatory", "optional")),
        Key("advice.vat", _("The amount counts with or without VAT"), RULE, ("without VAT", "with VAT")),
        Key("advice.delay", _("Delay of the advice"), AFTER),
        Key("advice.extension", _("Extension of the delay of the advice"), AFTER),
        Key("advice.urgent", _("Delay of the advice in case of urgency"), AFTER),
        Key("advice.silence", _("No advice in time"), RULE, ("passed over",)),
        Key("advice.visa", _("Visa of the financial director for commitments with a net outflow"), TRUTH),
        Key("supervision.send", _("Acts sent to the supervision"), AFTER),
        Key("supervision.send_acts", _("Acts that are sent"), LIST),
        Key("supervision.ask", _("Delay to ask for an act on the list"), AFTER),
        Key("supervision.asked", _("Delay to send an act that was asked for"), AFTER),
        Key("supervision.decide", _("Delay to suspend or annul"), AFTER),
        Key("supervision.extend", _("Extension of that delay"), AFTER),
        Key("supervision.approve", _("Delay to approve"), AFTER),
        Key("supervision.approve_extend", _("Extension of the delay to approve"), AFTER),
        Key("supervision.budget", _("Delay to approve the budget"), AFTER),
        Key("supervision.budget_extend", _("Extension of the delay for the budget"), AFTER),
        Key("supervision.accounts", _("Delay to approve the accounts"), AFTER),
        Key("supervision.accounts_extend", _("Extension of the delay for the accounts"), AFTER),
        Key("supervision.silence", _("No decision in time"), RULE, ("approved",)),
        Key("supervision.complaint", _("Delay for a complaint, from publication"), AFTER),
        Key("supervision.restarts", _("A complaint or a request for the file starts the delay again"), TRUTH),
        Key("supervision.referral", _("Delay of the prefect to go to court"), AFTER),
        Key("supervision.electronic", _("Transmission is electronic"), TRUTH),
        Key("supervision.moves", _("A delay that ends on a day off moves to the next working day"), TRUTH),
        Key("supervision.summer", _("Delays are suspended in summer"), TRUTH),
        Key("holidays.office", _("Holidays on which the town hall does not work"), LIST),
        Key("holidays.supervision", _("Holidays for the delays of supervision"), LIST),
        Key("holidays.delays", _("Holidays for other delays that move to a working day"), LIST),
        Key("size.council", _("Members of the council"), MEMBERS),
        Key("size.council_complete", _("Members with whom the council is deemed complete"), MEMBERS),
        Key("size.college", _("Aldermen"), MEMBERS),
        Key("size.college_share", _("Deputies of the mayor, at most, of the members of the council"), SHARE),
        Key("size.population", _("Population that counts"), RULE, ("1 January of the election year", "last census")),
    )
}


# Rules and shares as a page shows them; marked here for translation, looked up by their text.
WORDS: tuple[Phrase, ...] = (
    _("majority"),
    _("sending"),
    _("receipt"),
    _("council"),
    _("pseudonymised"),
    _("not published"),
    _("more yes than no"),
    _("rejected"),
    _("vote of the president"),
    _("adopted unless a majority is against"),
    _("postponed"),
    _("unanimous council"),
    _("present"),
    _("present or represented"),
    _("oldest"),
    _("youngest"),
    _("highest average age"),
    _("elected at once"),
    _("must leave"),
    _("act is illegal"),
    _("poster"),
    _("website"),
    _("publication"),
    _("mandatory"),
    _("optional"),
    _("without VAT"),
    _("with VAT"),
    _("passed over"),
    _("approved"),
    _("1 January of the election year"),
    _("last census"),
    _("yes"),
    _("no"),
    _("none"),
    _("legal holidays"),
)
