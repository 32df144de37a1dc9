"""Modules that others name at their own start and never ask: read when somebody does.

`dataclasses` names `inspect`, for classes without words of their own and for some of its errors.
With what that names in turn (a parser, a tokenizer, the byte codes) it is several milliseconds of a
start on old hardware, and some memory, in every process. The standard library's own `LazyLoader`
does not do before Python 3.12: there a second import is question enough. `urllib.parse`, which
`pathlib` asks for one name, names `ipaddress` for addresses between brackets. Qt for Python reads a
part of itself out of an archive, by way of `zipfile` and all that names in turn; in the packaged
program it does not, and asks nothing of what it names. `zoneinfo` asks `sysconfig`, and that the
settings that Python was built with, where a system keeps its time zones, unless it is told.
"""

import os
import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

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
        if is_asked_by_an_import or spec is None or spec.loader is None:
            raise AttributeError(name)
        self.__class__ = ModuleType  # type: ignore[assignment]  # from here on as any other
        spec.loader.exec_module(self)
        return getattr(self, name)


def put_off() -> None:
    """Let each wait; one that was read before, or that is not in a file, is left as it is."""
    for name in _NAMES:
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None and spec.has_location:
            module = module_from_spec(spec)
            module.__class__ = _Waiting
            sys.modules[name] = module
    if sys.platform == "linux" and os.path.isdir(_USUAL_ZONES):  # noqa: PTH112  (not read yet)
        os.environ.setdefault(_ZONES, _USUAL_ZONES)
