"""``bin/devpy scripts/make_upgrade_base.py REVISION``: the demo commune of an earlier state, for the upgrade tests.

Checks the revision out beside this one, lets its own code make the site with today's build, and writes
``tests/upgrades/base-VERSION.tar.xz``: Data.fs, blobs, and what is in it as JSON. VERSION is that of the core profile.
Pins must fit that revision; where they do not, build it and call ``--inside`` with its own ``bin/devpy``.
"""

from pathlib import Path
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile


ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "tests" / "upgrades"
SITE = "commune"


def main(revision: str) -> None:
    """Make the file for a revision."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", tree, revision], cwd=ROOT, check=True)
        try:
            program = _borrow_build(tree)
            environment = {**os.environ, "COMMUNES_DEMO_PASSWORD": "Demo-2026!"}
            command = [program, str(Path(__file__).resolve()), "--inside", str(tree)]
            subprocess.run(command, cwd=tree, env=environment, check=True)
            _pack(tree)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def _borrow_build(tree: Path) -> Path:
    """This checkout's interpreter, with the sources of the other tree."""
    egg_info = "src/communesplone.egg-info"
    shutil.copytree(ROOT / egg_info, tree / egg_info)
    program = tree / "devpy"
    here, there = f"{ROOT}/src", f"{tree}/src"
    program.write_text((ROOT / "bin" / "devpy").read_text(encoding="utf-8").replace(here, there), encoding="utf-8")
    program.chmod(0o755)
    return program


def inside(tree: Path) -> None:
    """With the old code: site, facts, packing."""
    sys.path[:0] = [str(ROOT / "scripts"), str(tree / "scripts")]
    from measure import facts
    from measure import server
    import create_site

    house = server.start(tree / "var")
    server.use_paper_converter()
    with server.Inside(house.database) as root:
        create_site.create(root, os.environ)
    with server.Inside(house.database, SITE) as site:
        told = facts.of_site(site)
        told["versions"] = versions(site)
    house.database.pack()
    house.database.close()
    (tree / "var" / "facts.json").write_text(json.dumps(told, sort_keys=True, default=str), encoding="utf-8")


def versions(site) -> dict[str, str]:
    """Installed profiles of ours with their versions."""
    setup = site.portal_setup
    profiles = [name for name in setup.listProfilesWithUpgrades() if name.startswith("communesplone")]
    own = [info["id"] for info in setup.listProfileInfo() if info["id"].startswith("communesplone")]
    found = {name: setup.getLastVersionForProfile(name) for name in {*profiles, *own}}
    return {name: ".".join(version) for name, version in found.items() if version != "unknown"}


def _pack(tree: Path) -> None:
    told = json.loads((tree / "var" / "facts.json").read_text(encoding="utf-8"))
    target = TARGET / f"base-{told['versions']['communesplone.core:default']}.tar.xz"
    blobs = tree / "var" / "blobstorage"
    with tarfile.open(target, "w:xz", preset=9) as archive:
        for path in [tree / "var" / "filestorage" / "Data.fs", tree / "var" / "facts.json", *sorted(blobs.rglob("*"))]:
            if path.is_file() and path.suffix != ".lock":
                _add(archive, path, str(path.relative_to(tree / "var")))
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB")


def _add(archive: tarfile.TarFile, path: Path, name: str) -> None:
    """Without owner and time of this machine."""
    data = path.read_bytes()
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), 0o644
    archive.addfile(info, io.BytesIO(data))


if __name__ == "__main__":
    if sys.argv[1] == "--inside":
        inside(Path(sys.argv[2]))
    else:
        main(sys.argv[1])
