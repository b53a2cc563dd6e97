"""One running commune: converter, mail catcher and Zope, from the first process to the last."""

from collections.abc import Mapping
from house import ports
from house.build import run_watched
from house.build import trouble
from house.health import ask
from house.health import only_names
from house.health import wait_until_well
from house.messages import box
from house.messages import Reporter
from house.messages import Stop
from house.places import Places
from house.processes import Child
from house.processes import Family
from house.processes import spawn
from pathlib import Path
import fcntl
import json
import os
import signal
import subprocess
import time


SITE = "commune"
SIDE_PORTS = {"converter": 2003, "mail": 8025}
ACCOUNTS = "citoyen agent chef officier direction conseiller redacteur commercant admin"
DEFAULT_PASSWORD = "Demo-2026!"  # noqa: S105 - the demo's, documented in README
NO_SITE = 3
DATA_FOLDERS = ("filestorage", "blobstorage", "instance", "cache", "log", "mailqueue", "mails")


def check_port(port: int) -> None:
    """See that Zope's port is free, before anything takes time.

    :raises Stop: naming the port, its holder and the way out.
    """
    if ports.is_free(port):
        return
    other = ports.choose(port + 1) or port + 1
    raise Stop(ports.taken_line(port, ports.holder(port), other))


def side_ports(path: Path) -> dict[str, int]:
    """Ports of converter and mail catcher: as before, else the next free ones; remembered in the file."""
    chosen = {}
    for name, wanted in ports.remembered(path, SIDE_PORTS).items():
        port = ports.choose(wanted)
        if port is None:
            raise Stop(f"No free port from {wanted} to {wanted + 19} for the {name}: stop a program that holds one.")
        chosen[name] = port
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(chosen), encoding="utf-8")
    return chosen


def environment(base: Mapping[str, str], side: Mapping[str, int]) -> dict[str, str]:
    """What the programs of the demo find in their environment."""
    return {
        **base,
        "COMMUNES_CONVERTER": f"localhost:{side['converter']}",
        "COMMUNES_MAIL_PORT": str(side["mail"]),
        "COMMUNES_DEMO_PASSWORD": base.get("COMMUNES_DEMO_PASSWORD") or DEFAULT_PASSWORD,
        "PYTHONUNBUFFERED": "1",
    }


def welcome(port: int, password: str, mails: Path, losses: list[str], seconds: float) -> str:
    """The box at the end of a start."""
    return box(
        [
            f"The commune is ready:  http://localhost:{port}/{SITE}",
            "",
            f"Accounts:  {ACCOUNTS}",
            f"Password:  {password}",
            f"Mails:     {mails}",
            *(f"Note:      {line}" for line in losses),
            "",
            f"Ready after {seconds:.0f} seconds. Ctrl-C ends everything.",
        ]
    )


def run(places: Places, reporter: Reporter, port: int, losses: list[str]) -> int:
    """Create the site when there is none, serve it until somebody ends it.

    :raises Stop: when a program dies or the commune is not well in time.
    """
    with _only_one(places):
        side = side_ports(places.root / "var" / "ports.json")
        env = {**environment(os.environ, side), "COMMUNES_ADDRESS": f"http://localhost:{port}/{SITE}"}
        _ensure_folders(places.root / "var")
        family = Family()
        try:
            # The converter first: the orders of the demo commune come with their documents.
            _start_helpers(places, reporter, family, env, side, with_converter=not losses)
            _ensure_site(places, reporter, env)
            _start(places, reporter, family, env, "Zope", [places.bin("instance"), "console"])
            return _serve(places, reporter, family, port, losses, env)
        finally:
            # A second Ctrl-C must not leave half of them behind.
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            reporter.step("Ending " + ", ".join(child.name for child in family.children))
            family.stop()


def _only_one(places: Places):  # type: ignore[no-untyped-def]
    path = places.root / "var" / "start.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        raise Stop("This commune is running already, started from this same folder. End that one first.") from None
    return handle


def _ensure_folders(var: Path) -> None:
    """What buildout made and somebody may have removed to begin anew; Zope does not start without."""
    for name in DATA_FOLDERS:
        (var / name).mkdir(parents=True, exist_ok=True, mode=0o700)


def _ensure_site(places: Places, reporter: Reporter, env: dict[str, str]) -> None:
    scripts = places.root / "scripts"
    data = places.root / "var" / "filestorage" / "Data.fs"
    if data.exists():
        command = [places.bin("py"), scripts / "site_exists.py", data, SITE]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
        if done.returncode != NO_SITE:
            lines = done.stderr.strip().splitlines() or ["no reason given"]
            raise Stop(f"The database {data} cannot be read: {lines[-1]}")
    reporter.step("Creating the site with the demo commune Valmeuse")
    log = places.logs / "create-site.log"
    log.unlink(missing_ok=True)

    def watch(line: str) -> None:
        reporter.progress("installing profiles and content")

    command = [places.bin("instance"), "run", scripts / "create_site.py"]
    if run_watched(command, log, watch, places.root, env):
        raise Stop(trouble(log.read_text(encoding="utf-8", errors="replace"), "Creating the site", log))


def _start_helpers(
    places: Places,
    reporter: Reporter,
    family: Family,
    env: dict[str, str],
    side: Mapping[str, int],
    with_converter: bool,
) -> None:
    mails = places.root / "var" / "mails"
    mails.mkdir(parents=True, exist_ok=True)
    catcher = ["-n", "-l", f"localhost:{side['mail']}", "-c", "aiosmtpd.handlers.Mailbox", mails / "inbox"]
    # Buildout's interpreter reads options up to "--" itself.
    converter = ["-m", "communesplone.core.documents.supervisor", "--", "--port", str(side["converter"])]
    if with_converter:
        _start(places, reporter, family, env, "converter", [places.bin("py"), *converter])
    _start(places, reporter, family, env, "mail catcher", [places.bin("aiosmtpd"), *catcher])
    if with_converter:
        _await_converter(side["converter"], family, reporter)


def _await_converter(port: int, family: Family, reporter: Reporter, patience: float = 60.0) -> None:
    """Wait until the converter listens; a slow one is not waited for longer, the server shows its state."""
    deadline = time.monotonic() + patience
    while ports.is_free(port) and time.monotonic() < deadline:
        if problem := family.casualty():
            raise Stop(problem)
        reporter.progress("waiting for LibreOffice")
        time.sleep(0.3)


def _start(places: Places, reporter: Reporter, family: Family, env: dict[str, str], name: str, command: list) -> None:
    log = places.logs / f"{name.lower().replace(' ', '-')}.log"
    reporter.step(f"Starting {name} (log: {log})")
    family.add(Child(name, spawn(command, log, env, places.root), log))


def _serve(
    places: Places, reporter: Reporter, family: Family, port: int, losses: list[str], env: dict[str, str]
) -> int:
    url = f"http://localhost:{port}/{SITE}/@@health"

    def only_converter_missing(body: str) -> bool:
        return bool(losses) and only_names(body, "converter")

    problem = wait_until_well(url, family.casualty, reporter.progress, good_enough=only_converter_missing)
    if problem:
        raise Stop(problem)
    # Whoever opens the address first should not wait until templates are compiled.
    ask(f"http://localhost:{port}/{SITE}", timeout=60.0)
    mails = places.root / "var" / "mails" / "inbox" / "new"
    reporter.show(welcome(port, env["COMMUNES_DEMO_PASSWORD"], mails, losses, reporter.elapsed()))
    try:
        while not family.casualty():
            time.sleep(0.5)
    except KeyboardInterrupt:
        return 0
    raise Stop(family.casualty())
