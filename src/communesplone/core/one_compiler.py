"""One page template is compiled at a time.

CPython counts the depth of a syntax tree in one place for all threads (before 3.13): two templates compiled in the same
moment, as right after a start, may end in `SystemError: AST constructor recursion depth mismatch`, and a visitor sees
an error page. A storm of orders on a fresh server met it once in six starts.
"""

from threading import RLock


_lock = RLock()


def cook(self, body: str) -> None:
    """In the place of `chameleon.template.BaseTemplate.cook`, which it calls."""
    with _lock:
        self._old_cook(body)
