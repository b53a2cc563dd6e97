"""Waiting until the commune says that it is well."""

from collections.abc import Callable
import http.client
import time
import urllib.error
import urllib.request


def ask(url: str, timeout: float = 10.0) -> tuple[int, str]:
    """Status and body of the answer; status 0 while nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:  # noqa: S310 - our own address
            return answer.status, answer.read(4000).decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read(4000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return 0, ""


def one_line(text: str, limit: int = 200) -> str:
    """The text on one line, cut when it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def only_names(body: str, part: str) -> bool:
    """Whether the answer of a commune that is not well names this part and nothing else."""
    lines = [line for line in body.splitlines() if line.strip()]
    return len(lines) == 1 and part in lines[0].lower()


def wait_until_well(
    url: str,
    casualty: Callable[[], str],
    progress: Callable[[str], None],
    patience: float = 180.0,
    good_enough: Callable[[str], bool] = lambda body: False,
    ask: Callable[[str], tuple[int, str]] = ask,
    pause: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = time.monotonic,
) -> str:
    """Ask until the answer is 200, or 503 with a body that is good enough here.

    Returns an empty text then, else the line that says why we gave up.
    """
    deadline = now() + patience
    status, body = 0, ""
    while now() < deadline:
        dead = casualty()
        if dead:
            return dead
        status, body = ask(url)
        if status == 200 or (status == 503 and good_enough(body)):
            return ""
        if status == 404:
            return f"{url} is not there: the database holds another site. Move var/filestorage away and start again."
        progress("the server starts" if status == 0 else f"waiting: {one_line(body)}")
        pause(0.5)
    last = f"last answer {status}: {one_line(body)}" if status else "no answer"
    return f"{url} was not well within {patience:.0f} seconds ({last})."
