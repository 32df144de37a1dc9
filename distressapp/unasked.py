"""Modules that others name at their own start and never ask: read when somebody does.

`dataclasses` names `inspect`, for classes without words of their own and for some of its errors.
With what that names in turn (a parser, a tokenizer, the byte codes) it is several milliseconds of a
start on old hardware, and some memory, in every process. The standard library's own `LazyLoader`
does not do before Python 3.12: there a second import is question enough. `urllib.parse`, which
`pathlib` asks for one name, names `ipaddress` for addresses between brackets. Qt for Python reads a
part of itself out of an archive, by way of `zipfile` and all that names in turn; in the packaged
program it does not, and asks nothing of what it names. `zoneinfo` asks `sysconfig`, and that the
settings that Python was built with, where a system keeps its time zones, unless it is told.

Every process reads this before anything else: it imports nothing that Python does not have at its
start.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any
else:
    ModuleType = type(sys)

_NAMES = (
    *("base64", "bz2", "inspect", "ipaddress", "lzma", "sysconfig", "tempfile", "textwrap"),
    *("traceback", "zipfile"),
)

_ZONES = "PYTHONTZPATH"
_USUAL_ZONES = "/usr/share/zoneinfo"


class _Waiting(ModuleType):
    """A module whose code runs when it is first asked for a name."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the module has)
        spec = self.__spec__
        is_asked_by_an_import = name.startswith("__") and name != "__all__"
        if is_asked_by_an_import or spec is None or not isinstance(spec.loader, _Loader):
            raise AttributeError(name)
        loader = spec.loader.put_off
        spec.loader = self.__loader__ = loader
        self.__class__ = ModuleType  # from here on as any other
        loader.exec_module(self)
        return getattr(self, name)


class _Finder:
    """Stands before all others, and lets those modules wait that they find in a file."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As any finder of the import system; one that is read again waits no more."""
        if name not in _NAMES or target is not None:
            return None
        others = [each for each in sys.meta_path if not isinstance(each, _Finder)]
        specs = (each.find_spec(name, path) for each in others)
        found = next((each for each in specs if each is not None), None)
        if found is not None and found.has_location:
            found.loader = _Loader(found.loader)  # type: ignore[assignment]  # it does what one does
        return found


class _Loader:
    """Loads an empty module, and knows who would have read it."""

    def __init__(self, put_off: Any) -> None:  # noqa: ANN401  (a loader of any kind)
        self.put_off = put_off

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """One that waits."""
        return _Waiting(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing yet."""


def put_off() -> None:
    """Let each wait; one that was read before, or that is not in a file, is left as it is."""
    if not any(isinstance(each, _Finder) for each in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
    if sys.platform == "linux" and os.path.isdir(_USUAL_ZONES):  # noqa: PTH112  (not read yet)
        os.environ.setdefault(_ZONES, _USUAL_ZONES)
