"""An exception in a Qt override can end in a crash: catch it there, and show the safe screen.

Qt calls overrides and slots from C++. What they raise has no caller in Python to go to. Here it
goes to one handler, which the front door sets: it logs the place, never a value, and shows a
screen that says that everything given so far is safe.
"""

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_handler: list[Callable[[BaseException], None]] = []


def set_handler(handler: Callable[[BaseException], None] | None) -> None:
    """From here on what a guarded call raises goes to `handler`; None lets it rise."""
    _handler[:] = [] if handler is None else [handler]


def guarded(call: Callable[P, R]) -> Callable[P, R]:
    """The same call; what it raises goes to the handler and never into C++."""

    @functools.wraps(call)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(*args, **kwargs)
        except Exception as error:  # docs/decisions/guard.md
            if not _handler:
                raise
            _handler[0](error)
            # Qt ignores what a paint or event override gives back after a failure.
            return None  # type: ignore[return-value]  # see above

    return wrapper


def hook() -> None:
    """Send what Python itself would print as unraisable or uncaught to the handler too."""
    earlier = sys.excepthook

    def caught(kind: type[BaseException], error: BaseException, trace: object) -> None:
        if _handler and not issubclass(kind, KeyboardInterrupt):
            _handler[0](error)
        else:
            earlier(kind, error, trace)  # type: ignore[arg-type]  # a traceback or None

    sys.excepthook = caught
