"""``python look.py VAR``: what the database below VAR holds, as JSON, once no server has it any more."""

from measure import facts
from measure import server as zope
from pathlib import Path
import json
import os
import sys


def jobs(site) -> list[dict]:
    """Kind, state and number of tries of every job that is kept."""
    from communesplone.core.jobs.store import get_store

    store = get_store(site)
    taken = [{"kind": job.kind, "state": job.state, "tries": job.tries} for job in store.jobs.values()]
    return taken + [{"kind": value.kind, "state": "new", "tries": 0} for _key, value in store.inbox.items()]


def main(var: Path) -> None:
    """Print it."""
    os.environ["COMMUNES_WORKER"] = "off"
    house = zope.start(var)
    with zope.Inside(house.database, "commune") as site:
        told = {
            "cases": facts.cases(site),
            "rows": facts.rows(site["case_catalog"]._catalog),
            "registers": facts.registers(site),
            "jobs": jobs(site),
            "catalog_counter": site.portal_catalog.getCounter(),
        }
    house.database.close()
    print(json.dumps(told, default=str))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
