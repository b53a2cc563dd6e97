"""Whose name stands under a document: the person with the account of who signs, found without waking everybody."""

from communesplone.requests import document
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from types import SimpleNamespace
import pytest


ORDER = SimpleNamespace(unit="population")


@pytest.fixture
def woken(functional_portal, monkeypatch):
    """Ids of the people woken; two of the three have the account of somebody, one is called like the signer."""
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    api.user.create("paul@example.be", "signer", "A-long-1-password", properties={"fullname": "DUBOIS Zoé"})
    for first_name, last_name, account in (("Ann", "Roy", "ann"), ("Luc", "Dubois", None), ("Zoe", "Dubois", "signer")):
        values = {"first_name": first_name, "last_name": last_name, "user_id": account, "functions": ("Officer",)}
        api.content.create(functional_portal, "Person", first_name.lower(), **values)
    monkeypatch.setattr(document, "members", lambda unit, kind: ["signer"])
    found, wake = [], AbstractCatalogBrain._unrestrictedGetObject
    monkeypatch.setattr(
        AbstractCatalogBrain, "_unrestrictedGetObject", lambda row: (found.append(row.getId), wake(row))[1]
    )
    return found


def test_who_is_called_like_the_account_is_the_only_one_looked_at(woken):
    assert document._officer(ORDER) == {"name": "Zoe Dubois", "function": "Officer"}
    assert woken == ["zoe"]


def test_the_account_decides_not_the_name(woken, functional_portal):
    functional_portal.zoe.user_id, functional_portal.luc.user_id = None, "signer"
    assert document._officer(ORDER)["name"] == "Luc Dubois"


def test_an_account_without_a_person_signs_with_its_own_name(woken, functional_portal):
    functional_portal.zoe.user_id = None
    assert document._officer(ORDER) == {"name": "DUBOIS Zoé", "function": ""}
