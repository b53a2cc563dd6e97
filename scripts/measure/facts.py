"""What a site holds, as plain values that can be written to a file and compared: the old way, told by any version."""

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any
import hashlib


SCALARS = (str, int, float, bool, type(None))
FAMILY = frozenset({"__parent__", "aq_parent"})
# Written anew by whatever touches an object; says nothing about what is lost.
TOUCHED = frozenset({"modification_date", "_md", "_signature"})


def plain(value: Any, depth: int = 12) -> Any:
    """The value as JSON has it; files as hash and size, objects as class and attributes."""
    if isinstance(value, SCALARS):
        return value
    if type(value).__name__ == "Missing":
        return None
    if depth == 0:
        return f"<{type(value).__name__}>"
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "ISO8601"):
        return value.ISO8601()
    if hasattr(value, "open") and hasattr(value, "getSize"):
        return _file(value)
    if isinstance(value, Mapping) or (hasattr(value, "items") and hasattr(value, "maxKey")):
        return {str(plain(key, depth - 1)): plain(each, depth - 1) for key, each in value.items()}
    if isinstance(value, Iterable):
        listed = [plain(each, depth - 1) for each in value]
        return sorted(listed, key=str) if isinstance(value, set | frozenset) else listed
    return _object(value, depth)


def _file(value: Any) -> dict:
    with value.open() as handle:
        data = handle.read()
    return {"name": value.filename, "type": value.contentType, "size": len(data), "sha256": digest(data)}


def _object(value: Any, depth: int) -> Any:
    if getattr(value, "_p_changed", 0) is None:
        value._p_activate()
    attributes = getattr(value, "__dict__", None)
    if attributes is None:
        return repr(value)
    kept = {name: each for name, each in attributes.items() if not name.startswith(("_v_", "_p_"))}
    kept = {name: each for name, each in kept.items() if name not in FAMILY | TOUCHED}
    return {name: plain(each, depth - 1) for name, each in kept.items()}


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def of_site(site: Any) -> dict[str, Any]:
    """Cases, their rows, register numbers, content, catalog, people, settings."""
    return {
        "cases": cases(site),
        "case_rows": rows(site["case_catalog"]._catalog),
        "registers": registers(site),
        "content": content(site),
        "catalog_rows": rows(site["portal_catalog"]._catalog),
        "people": people(site),
        "settings": settings(site),
    }


def cases(site: Any) -> dict[str, Any]:
    """Reference -> everything the case carries, with the bytes of its files as hashes."""
    found = {}
    for shard in site["cases"].objectValues():
        for case in shard.objectValues():
            found[case.getId()] = {
                **_object(case.aq_base, 12),
                "path": "/".join(case.getPhysicalPath()),
                "chain": list(site["portal_workflow"].getChainFor(case)),
                "state": site["portal_workflow"].getInfoFor(case, "review_state", ""),
            }
    return found


def rows(catalog: Any) -> dict[str, dict]:
    """Path -> columns of the row."""
    names = sorted(catalog.schema, key=catalog.schema.get)
    return {path: dict(zip(names, map(plain, catalog.data[rid]), strict=True)) for path, rid in catalog.uids.items()}


def registers(site: Any) -> dict[str, list]:
    """Volume -> [number, key, moment, annulled] by number."""
    volumes = site.__annotations__["communesplone.core.registers"]
    return {
        name: [
            [number, entry.key, entry.moment.isoformat(), entry.annulled] for number, entry in volume.entries.items()
        ]
        for name, volume in volumes.items()
    }


def content(site: Any) -> dict[str, dict]:
    """Path -> type, workflow, state, local roles and hash of everything else, for all that the catalog knows."""
    found = {}
    for path in site["portal_catalog"]._catalog.uids:
        item = site.unrestrictedTraverse(path)
        found[path] = {
            "type": item.portal_type,
            "chain": list(site["portal_workflow"].getChainFor(item)),
            "state": site["portal_workflow"].getInfoFor(item, "review_state", ""),
            "roles": plain(dict(item.__ac_local_roles__ or {}) if hasattr(item, "__ac_local_roles__") else {}),
            "fields": _fields(item),
        }
    return found


def _fields(item: Any) -> dict[str, str]:
    """Name -> text or hash of each field of the item's schemas."""
    from plone.dexterity.utils import iterSchemata

    found = {}
    for schema in iterSchemata(item):
        for name in schema.names():
            value = getattr(item.aq_base, name, None)
            text = str(plain(value))
            found[name] = text if len(text) < 200 else digest(text.encode())
    return found


def people(site: Any) -> dict[str, dict]:
    """Account or group -> roles and groups."""
    users = site["acl_users"]
    names = [*users.source_users.listUserIds(), *users.source_groups.listGroupIds()]
    found = {}
    for name in names:
        person = users.getUserById(name) or users.getGroupById(name)
        roles = set(person.getRoles()) - {"Authenticated"}
        found[name] = {"roles": sorted(roles), "groups": sorted(person.getGroups())}
    return found


def settings(site: Any) -> dict[str, Any]:
    """Our settings by name."""
    records = site["portal_registry"].records
    return {name: plain(records[name].value) for name in records if name.startswith("communesplone.")}


def lost(before: Any, after: Any, where: str = "") -> list[str]:
    """What was there before and is not, or is different; what is new does not matter. One line each."""
    if isinstance(before, dict) and isinstance(after, dict):
        lines = []
        for name, value in before.items():
            place = f"{where}/{name}"
            lines += lost(value, after[name], place) if name in after else [f"{place}: gone"]
        return lines
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [line for number, (one, other) in pairs for line in lost(one, other, f"{where}/{number}")]
    if before == after:
        return []
    return [f"{where}: was {_short(before)}, is {_short(after)}"]


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 120 else text[:117] + "..."
