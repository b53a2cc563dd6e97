"""Ports of this machine: whether one is free, who holds it, and which one to take."""

from collections.abc import Callable
from collections.abc import Mapping
from pathlib import Path
import json
import re
import shutil
import socket
import subprocess


def parse_port(text: str) -> int:
    """The number in the text.

    :raises ValueError: with a sentence for the person, when it is no port that a normal user may open.
    """
    if not re.fullmatch(r"\d{1,5}", text.strip()):
        raise ValueError(f"PORT must be a number from 1024 to 65535, not '{text}'.")
    port = int(text)
    if not 1024 <= port <= 65535:
        raise ValueError(f"PORT must be a number from 1024 to 65535, not {port}.")
    return port


def is_free(port: int) -> bool:
    """Whether a server could listen there on the loopback addresses."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except OSError as error:
            if error.errno in (98, 13, 48):  # in use, not allowed, in use on BSD
                return False
    return True


def parse_ss(text: str) -> str:
    """Program and process number of the first listener in the output of ``ss -Hltnp``, empty when it does not tell."""
    found = re.search(r'users:\(\("([^"]+)",pid=(\d+)', text)
    return f"{found.group(1)}, process {found.group(2)}" if found else ""


def holder(port: int) -> str:
    """Who listens on the port, as far as this user may know; else empty."""
    if not shutil.which("ss"):
        return ""
    command = ["ss", "-Hltnp", f"sport = :{port}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=5, check=False)
    return parse_ss(done.stdout)


def taken_line(port: int, who: str, other: int) -> str:
    """The line for a port that somebody else holds."""
    by = f" by {who}" if who else ""
    return f"Port {port} is taken{by}. Stop that program or choose another port: PORT={other} make start"


def choose(wanted: int, free: Callable[[int], bool] = is_free, tries: int = 20) -> int | None:
    """The wanted port or the next free one; None when there is none near."""
    return next((port for port in range(wanted, wanted + tries) if free(port)), None)


def remembered(path: Path, defaults: Mapping[str, int]) -> dict[str, int]:
    """The side ports that an earlier start took, defaults for the others: a created site keeps its mail port."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        stored = {}
    if not isinstance(stored, dict):
        stored = {}
    return {name: stored[name] if isinstance(stored.get(name), int) else port for name, port in defaults.items()}
