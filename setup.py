"""Metadata lives in pyproject.toml; this shim is what buildout's `develop` and Plone people expect to find."""

from setuptools import setup


setup()
