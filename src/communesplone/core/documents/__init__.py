"""Documents: POD templates filled in process, turned into PDF/A by a supervised LibreOffice, sealed through a port.

``pod`` and ``context`` (plain Python) make the ODT, ``convert`` (plain Python) talks to the converter that
``supervisor`` keeps alive, ``render`` joins them for Plone code. See docs/reference/documents.rst.
"""
