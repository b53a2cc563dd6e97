"""Zope in the own process, for what measures, upgrades, backs up and compares; not part of the distribution."""
