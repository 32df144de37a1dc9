"""Loads Qt for Python without what a running program never asks of it.

PySide6 (6.11.3) compiles eight modules of its own from their source at each start, for the words
of a wrong call and for stub files, and it reads the source of every module that is imported after
it, to see whether somebody asked for names in snake case. Together that was a third of what Qt
costs at a start, and eight megabytes. See `docs/decisions/lean-qt.md`.
"""

import builtins
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Final, SupportsIndex

from distressapp import late_enums

_PACKAGE: Final = "shibokensupport.signature."
_LATE: Final = frozenset(
    _PACKAGE + each
    for each in (
        "errorhandler",
        "layout",
        "parser",
        "importhandler",
        "lib.enum_sig",
        "lib.pyi_generator",
        "lib.tool",
    )
)
"""Not `mapping`: the library looks into it without asking for its names, and ends the process."""

_IMPORTER: Final = "EmbeddableZipImporter"


def load() -> None:
    """Load Qt's core; to be called before anything of Qt is imported.

    Where Qt was loaded before, or where another PySide is built in another way, this changes
    nothing but a little time.
    """
    if "PySide6" not in sys.modules:
        sys.meta_path = _Finders(sys.meta_path)
        late_enums.spare()
    import_module("PySide6.QtCore")
    # What PySide6 puts in its place reads the source of each module that is imported from here on.
    before = getattr(builtins, "__orig_import__", None)
    if before is not None:
        builtins.__import__ = before


class _Late(ModuleType):
    """A module whose code runs when it is first asked for a name."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the module has)
        if name.startswith("__") and name != "__all__":
            raise AttributeError(name)  # asked by the import itself
        waiting = _WAITING.pop(self.__name__, None)
        if waiting is not None:
            _run(self, waiting)
        # Run or being run: what is not there now is not there.
        return object.__getattribute__(self, name)


_WAITING: Final[dict[str, Any]] = {}
"""PySide's own importer for each module whose code has not run."""


def _run(module: ModuleType, importer: Any) -> None:  # noqa: ANN401  (PySide's own)
    spec = module.__spec__
    if spec is None:
        raise ImportError(module.__name__)
    # PySide renames it meanwhile, and its importer knows it by the name that it had.
    renamed, spec.name = spec.name, module.__name__
    try:
        importer.exec_module(module)
    finally:
        spec.name = renamed


def _read_no_sources(feature: dict[str, Any]) -> None:
    """No module of this program asks for names in snake case."""
    feature["_mod_uses_pyside"] = lambda _module: False


def _fill_before(mapping: dict[str, Any]) -> None:
    """Words of a wrong call name members of enumerations in an old way, which sees full ones."""
    update = mapping["update_mapping"]

    def whole() -> None:
        late_enums.spare_no_more()
        update()

    mapping["update_mapping"] = whole


_MENDED: Final[dict[str, Callable[[dict[str, Any]], None]]] = {
    "shibokensupport.feature": _read_no_sources,
    _PACKAGE + "mapping": _fill_before,
}
"""What is done with each of these once it has run."""


class _Finder:
    """PySide's own importer, whose late modules wait."""

    def __init__(self, importer: Any) -> None:  # noqa: ANN401  (PySide's own)
        self.importer = importer

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As any finder of the import system."""
        found: ModuleSpec | None = self.importer.find_spec(name, path, target)
        if found is not None and (name in _LATE or name in _MENDED):
            found.loader = self  # type: ignore[assignment]  # it does what a loader does
        return found

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty one."""
        return _Late(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Remember it: it is run when it is asked for something."""
        mend = _MENDED.get(module.__name__)
        if mend is None:
            _WAITING[module.__name__] = self.importer
            return
        self.importer.exec_module(module)
        mend(vars(module))


class _Finders(list[Any]):
    """The finders of the import system while Qt is being loaded."""

    def insert(self, at: SupportsIndex, finder: Any) -> None:  # noqa: ANN401  (of any kind)
        is_pyside = type(finder).__name__ == _IMPORTER
        super().insert(at, _Finder(finder) if is_pyside else finder)

    def remove(self, finder: Any) -> None:  # noqa: ANN401  (of any kind)
        for each in self:
            if each is finder or getattr(each, "importer", None) is finder:
                super().remove(each)
                break
        else:
            raise ValueError(finder)
        sys.meta_path = list(self)
