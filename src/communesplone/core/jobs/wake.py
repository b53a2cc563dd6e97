"""The worker of this process is woken by the commit that left it something to do."""

from threading import Event
import transaction


_event = Event()


class _Noted:
    """`transaction.data` wants an object as key."""


_NOTED = _Noted()


def after_commit() -> None:
    """Wake the worker once the running transaction is committed."""
    current = transaction.get()
    try:
        current.data(_NOTED)
    except KeyError:
        current.set_data(_NOTED, True)
        current.addAfterCommitHook(_wake)


def _wake(committed: bool) -> None:
    if committed:
        _event.set()


def now() -> None:
    """Wake the worker: it is to stop."""
    _event.set()


def wait(seconds: float) -> None:
    """Sleep until somebody wakes us, at most so long."""
    _event.wait(seconds)
    _event.clear()
