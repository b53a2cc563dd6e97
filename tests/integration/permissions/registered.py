"""What of ours answers an address, as the component registry has it: pages and services, with their permission."""

from pathlib import Path
from typing import NamedTuple
from zope.component import getGlobalSiteManager
from zope.interface import Interface
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces.browser import IBrowserPublisher
from zope.traversing.interfaces import ITraversable
import communesplone
import re


HOME = str(Path(communesplone.__file__).parent)
# Pages and services, namespaces such as ++resource++, and what leads on through an address.
ANSWERS = (Interface, IBrowserPublisher, IPublishTraverse, ITraversable)
SERVICE = re.compile(r"^(?P<method>[A-Z]+)_[a-z]+_[a-z]+_(?P<name>@.*|)$")


class Found(NamedTuple):
    """`name`: `@@cases`, or `GET @cases`; `on`: what it stands on (name of the interface or class)."""

    name: str
    on: str
    permission: str


def is_ours(factory, layer) -> bool:
    """Whether page or service comes from the suite, by its classes, its template or its layer."""
    homes = [getattr(one, "__module__", "") or "" for one in getattr(factory, "__mro__", ())]
    template = getattr(getattr(factory, "index", None), "filename", "")
    return (
        any(home.startswith("communesplone") for home in homes)
        or template.startswith(HOME)
        or layer.__module__.startswith("communesplone")
    )


def permission_of(factory) -> str:
    """Title of the permission that the page asks for when it is called; `Public` for none."""
    for title, names, *_roles in getattr(factory, "__ac_permissions__", ()):
        if "__call__" in names or "" in names:
            return title
    return "Public"


def found() -> list[Found]:
    """Every page and service of ours, sorted."""
    answers = set()
    for one in getGlobalSiteManager().registeredAdapters():
        if len(one.required) != 2 or one.provided not in ANSWERS:
            continue
        context, layer = one.required
        if not is_ours(one.factory, layer):
            continue
        answers.add(Found(_named(one.name), _name_of(context), permission_of(one.factory)))
    return sorted(answers)


def _named(name: str) -> str:
    service = SERVICE.match(name)
    return f"{service['method']} {service['name']}" if service else f"@@{name}"


def _name_of(context) -> str:
    return getattr(context, "inherit", context).__name__
