"""Which package may import which: ``tests/architecture`` holds the code to it.

A package imports only what lies on a level below its own. Packages of one level never import one another; they meet
through interfaces and events of ``core``, so that a commune may install one without the other, and a change in one
cannot break the next. ``law`` is plain Python, so that a rule of law can be read and tested without Plone.
"""

LEVELS: tuple[tuple[str, ...], ...] = (
    ("law",),
    ("core",),
    ("website",),
    ("requests",),
    ("demo",),
    ("distributions",),
)
"""Bottom first; the packages of one tuple stand side by side."""
