"""Hours of the day in words."""

from datetime import time


NO_BREAK = "\u00a0"


def hour(moment: time, language: str) -> str:
    """Such as `9 h 30` in French, `9:30` elsewhere."""
    if language.startswith("fr"):
        minutes = f"{NO_BREAK}{moment.minute:02}" if moment.minute else ""
        return f"{moment.hour}{NO_BREAK}h{minutes}"
    return f"{moment.hour}:{moment.minute:02}"


def span(begin: time, end: time, language: str) -> str:
    """Such as `9 h – 12 h`; '' for a whole day, the begin alone when there is no end."""
    if begin.hour == begin.minute == 0 and (end.hour, end.minute) == (23, 59):
        return ""
    if begin == end:
        return hour(begin, language)
    return f"{hour(begin, language)} – {hour(end, language)}"
