"""Imports the modules of the frozen program from one file, `modules` beside its libraries.

First all modules, one behind the other, then a table of each package with a line for each module
in it, then where the tables begin: `bundle.py` writes it. A start reads some three hundred: looking
for each in folders, opening and closing it took longer than reading it. This is the first that
runs, and imports nothing that Python does not have at its start.
"""

import marshal
import os
import sys
from _frozen_importlib import ModuleSpec  # what importlib.machinery has, read already

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

NAME = "modules"
LENGTH = 8
"""Bytes that say where the tables begin, the last of the file."""


class Bundled:
    """Finds and loads what is in the file; for all else it says that it knows nothing.

    Args:
        folder: The frozen program's libraries, with the file among them.

    Raises:
        OSError: The file is not there, or cannot be read.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._file = os.open(f"{folder}/{NAME}", os.O_RDONLY | os.O_CLOEXEC)
        end = os.fstat(self._file).st_size - LENGTH
        first = int.from_bytes(os.pread(self._file, LENGTH, end), "big")
        # Bytes, not a dictionary of all modules: that would be a quarter of a megabyte.
        self._tables: dict[str, bytes] = marshal.loads(os.pread(self._file, end - first, first))  # noqa: S302  (as below)

    def find_spec(
        self, name: str, _path: "Sequence[str] | None" = None, _to: "ModuleType | None" = None
    ) -> ModuleSpec | None:
        """What `import` asks each finder; None where the file does not have it."""
        found = self._line(name)
        if found is None:
            return None
        is_package = found[0] == b"package"
        place = f"{self._folder}/{name.replace('.', '/')}"
        origin = f"{place}/__init__.pyc" if is_package else f"{place}.pyc"
        spec = ModuleSpec(name, self, origin=origin, is_package=is_package)  # type: ignore[arg-type]  # it does what a loader does
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [place]
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """None: a plain module."""

    def exec_module(self, module: "ModuleType") -> None:
        """Run it.

        Raises:
            ImportError: It is not in the file.
        """
        exec(self.get_code(module.__name__), module.__dict__)  # noqa: S102  (what an import is)

    def get_code(self, name: str) -> "CodeType":
        """The module, compiled.

        Raises:
            ImportError: It is not in the file.
        """
        found = self._line(name)
        if found is None:
            raise ImportError(f"{name} is not in {NAME}", name=name)
        data = os.pread(self._file, int(found[2]), int(found[1]))
        code: CodeType = marshal.loads(data)  # noqa: S302  (our own file: a part of this program)
        return code

    def is_package(self, name: str) -> bool:
        """Whether other modules can stand below it."""
        found = self._line(name)
        return found is not None and found[0] == b"package"

    def get_source(self, name: str) -> None:
        """None: sources are not shipped."""

    def get_data(self, path: str) -> bytes:
        """A file that stands beside a package.

        Raises:
            OSError: It is not there.
        """
        with open(path, "rb") as file:  # noqa: PTH123  (pathlib is not there yet)
            return file.read()

    def _line(self, name: str) -> "list[bytes] | None":
        package, _, own = name.rpartition(".")
        lines = self._tables.get(package, b"")
        begin = f"\n{own} ".encode()
        place = lines.find(begin)
        if place < 0:
            return None
        end = lines.index(b"\n", place + 1)
        return lines[place + len(begin) : end].split(b" ")


def install() -> None:
    """Before the folders, behind what stands inside Python itself."""
    sys.meta_path.insert(-1, Bundled(sys.prefix))
