"""Loads Qt for Python without what a running program never asks of it.

PySide6 (6.11.3) compiles eight modules of its own from their source at each start, for the words
of a wrong call and for stub files, and it reads the source of every module that is imported after
it, to see whether somebody asked for names in snake case. Together that was a third of what Qt
costs at a start, and eight megabytes. See `docs/decisions/lean-qt.md`.
"""

import builtins
import os
import sys
from collections.abc import Sequence
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
        "mapping",
        "parser",
        "importhandler",
        "lib.enum_sig",
        "lib.pyi_generator",
        "lib.tool",
    )
)
_MAPPING: Final = _PACKAGE + "mapping"
"""What the others of them look into without asking for its names; and the library itself does."""

_AT_START: Final = _PACKAGE + "importhandler"
"""Asked at every start, and in need of none of the others."""

_UPDATE: Final = "update_mapping"
"""The one name that the library looks for there; it ends the process where that is not."""

_IMPORTER: Final = "EmbeddableZipImporter"


def load() -> None:
    """Load Qt's core; to be called before anything of Qt is imported.

    Where Qt was loaded before, or where another PySide is built in another way, this changes
    nothing but a little time.
    """
    if "PySide6" not in sys.modules:
        _bind_late()
        sys.meta_path = _Finders([_Finder(_Others()), *sys.meta_path])
        late_enums.spare()
    import_module("PySide6.QtCore")
    sys.meta_path = [each for each in sys.meta_path if not isinstance(each, _Finder)]
    # What PySide6 puts in its place reads the source of each module that is imported from here on.
    before = getattr(builtins, "__orig_import__", None)
    if before is not None:
        builtins.__import__ = before


def _bind_late() -> None:
    """Look a function of a library up when it is first called, as programs in C do.

    Python asks for all of them at once: 13,000 for Core, Gui and Widgets, of which a start calls
    a tenth.
    """
    if sys.platform != "win32":
        sys.setdlopenflags(os.RTLD_LAZY)


class _Late(ModuleType):
    """A module whose code runs when it is first asked for a name."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the module has)
        if name.startswith("__") and name != "__all__":
            raise AttributeError(name)  # asked by the import itself
        if self.__name__ in _WAITING:
            if self.__name__ != _AT_START:
                _fill()
            _run(self)
        # Run or being run: what is not there now is not there.
        return object.__getattribute__(self, name)


_WAITING: Final[dict[str, Any]] = {}
"""What would load each module whose code has not run."""


def _fill() -> None:
    """Words of a wrong call name members of enumerations in an old way, which sees full ones."""
    late_enums.spare_no_more()
    _run(sys.modules[_MAPPING])


def _run(module: ModuleType) -> None:
    """Run it, unless it has run or runs just now."""
    loader, spec = _WAITING.pop(module.__name__, None), module.__spec__
    if loader is None:
        return
    if spec is None:
        raise ImportError(module.__name__)
    # PySide renames it meanwhile, and its loader knows it by the name that it had.
    renamed, spec.name = spec.name, module.__name__
    try:
        loader.exec_module(module)
    finally:
        spec.name = renamed


def _read_no_sources(feature: dict[str, Any]) -> None:
    """No module of this program asks for names in snake case."""
    feature["_mod_uses_pyside"] = lambda _module: False


def _update() -> None:
    _fill()
    vars(sys.modules[_MAPPING])[_UPDATE]()


_SOURCES: Final = "shibokensupport.feature"
"""Runs, and is mended."""


class _Finder:
    """A finder whose late modules wait: PySide's own importer, or whatever else has them."""

    def __init__(self, importer: Any) -> None:  # noqa: ANN401  (PySide's own, or ours)
        self.importer = importer

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As any finder of the import system."""
        found: ModuleSpec | None = self.importer.find_spec(name, path, target)
        if found is not None and (name in _LATE or name == _SOURCES):
            found.loader = _Loader(found.loader)  # type: ignore[assignment]  # it does what one does
        return found


class _Others:
    """All other finders, for the modules that wait: a packaged program has them as files."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As any finder of the import system; for all other modules it has nothing."""
        if name not in _LATE and name != _SOURCES:
            return None
        others = [each for each in sys.meta_path if not isinstance(each, _Finder)]
        specs = (each.find_spec(name, path, target) for each in others)
        return next((each for each in specs if each is not None), None)


class _Loader:
    """Loads a module by remembering who would have."""

    def __init__(self, loader: Any) -> None:  # noqa: ANN401  (of any kind)
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty one."""
        return _Late(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Remember it: it is run when it is asked for something."""
        if module.__name__ == _SOURCES:
            self._loader.exec_module(module)
            _read_no_sources(vars(module))
            return
        _WAITING[module.__name__] = self._loader
        if module.__name__ == _MAPPING:
            vars(module)[_UPDATE] = _update


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
