"""How long a job that failed waits before it is tried again.

The same delays every time: what waits is seen by a Manager, who is told when it goes on. One worker takes the jobs one
after the other, so nothing is gained by scattering them.
"""

from datetime import timedelta


# Seconds: quick at first (a server that restarts), then patient (a weekend): 14 tries in 52 hours.
DELAYS = (15, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400)
TRIES = len(DELAYS) + 1


def delay(tries: int) -> timedelta | None:
    """The wait after so many failed tries (1 and up); None when it was the last one.

    Raises ValueError for less than one try.
    """
    if tries < 1:
        raise ValueError("nothing was tried yet")
    return timedelta(seconds=DELAYS[tries - 1]) if tries <= len(DELAYS) else None
