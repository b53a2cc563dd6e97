"""Our validator for the site of a commune: what a visitor, a program or the law would miss on it.

Plain Python over HTTP: it reads any site as a visitor does, ours or another's. `run.check` gives a `report.Report`.
"""
