"""The words of days, months and states in the five languages: to read what is typed, and to write it back."""

from communesplone.core.hours.domain.model import DAY
from communesplone.core.hours.domain.model import State
from communesplone.law.phrases import _
from datetime import date
import unicodedata


LANGUAGES = ("fr", "nl", "de", "es", "en")
WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
DAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "en": "January February March April May June July August September October November December",
}
OSM_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ALWAYS = {
    "fr": ("tous les jours", "chaque jour"),
    "nl": ("alle dagen", "elke dag", "dagelijks"),
    "de": ("täglich", "jeden Tag", "alle Tage"),
    "es": ("todos los días", "cada día", "a diario"),
    "en": ("every day", "daily", "all days"),
}
# The first of each is how it is written back.
CLOSED = {
    "fr": ("fermé", "fermée", "fermeture"),
    "nl": ("gesloten", "dicht"),
    "de": ("geschlossen", "zu"),
    "es": ("cerrado", "cerrada"),
    "en": ("closed", "off"),
}
STATES = {
    State.APPOINTMENT: {
        "fr": ("sur rendez-vous", "sur rdv", "rendez-vous", "rdv"),
        "nl": ("op afspraak", "na afspraak", "afspraak"),
        "de": ("nach Vereinbarung", "mit Termin", "auf Termin", "Termin"),
        "es": ("con cita previa", "cita previa", "con cita"),
        "en": ("by appointment", "on appointment", "appointment"),
    },
    State.SELF_SERVICE: {
        "fr": ("libre-service", "en libre-service", "self-service"),
        "nl": ("zelfbediening", "self-service"),
        "de": ("Selbstbedienung",),
        "es": ("autoservicio",),
        "en": ("self-service", "self service"),
    },
    State.OPEN: {
        "fr": ("ouvert", "ouverte", "24h/24"),
        "nl": ("open", "24 uur op 24", "24u/24"),
        "de": ("geöffnet", "offen", "rund um die Uhr"),
        "es": ("abierto", "abierta", "24 horas"),
        "en": ("open", "24/7", "around the clock"),
    },
}
ORDINALS = {
    "fr": ("premier", "deuxième", "troisième", "quatrième", "cinquième", "dernier"),
    "nl": ("eerste", "tweede", "derde", "vierde", "vijfde", "laatste"),
    "de": ("erster", "zweiter", "dritter", "vierter", "fünfter", "letzter"),
    "es": ("primer", "segundo", "tercer", "cuarto", "quinto", "último"),
    "en": ("first", "second", "third", "fourth", "fifth", "last"),
}
OF_MONTH = {
    "fr": ("du mois", "de chaque mois"),
    "nl": ("van de maand", "van elke maand"),
    "de": ("im Monat", "des Monats", "jedes Monats"),
    "es": ("del mes", "de cada mes"),
    "en": ("of the month", "of each month"),
}


def plain(text: str) -> str:
    """Lower case without accents: as people type in a hurry."""
    split = unicodedata.normalize("NFD", text.casefold().replace("ß", "ss"))
    return "".join(sign for sign in split if not unicodedata.combining(sign)).replace("’", "'")


# Between hour and minute, where it is not a colon.
SIGNS = {"fr": " h ", "nl": "."}


def clock(minutes: int, language: str = "") -> str:
    """A time of the day as people of a language write it: ``9 h 30`` in French, ``9.30`` in Dutch, else ``9:30``."""
    # Until midnight is 24, until two in the morning 2.
    hour, minute = divmod(minutes if minutes <= DAY else minutes - DAY, 60)
    if language == "fr" and not minute:
        return f"{hour} h"
    return f"{hour}{SIGNS.get(language, ':')}{minute:02d}"


def shown_bound(bound, *, year: bool = True) -> str:
    """A day for a message, the same in every language: 27/9/2026, or 27/9 for every year."""
    short = f"{bound.day}/{bound.month}"
    return f"{short}/{bound.year}" if year and isinstance(bound, date) else short
