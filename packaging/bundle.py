"""Compile the frozen program's modules into one file, as `bundled.py` reads it.

To be run by the interpreter that will run them, in a fresh process with a fixed hash seed: then
the same sources give the same bytes. Plain standard library.

Sentences for those who read the source are left out of our own modules and of Python's: a
megabyte of the memory of every process. Other packages stay as they are, for some of them read
theirs; so do all `assert`s. A class of ours keeps an empty sentence, since `dataclasses` writes one
where it finds none, and reads half of `inspect` for that.

Qt for Python has modules inside its library, in a ZIP file, and compiles them at each start. It
reads them as any others where a folder `files.dir` stands beside it: so they are bundled too.
"""

import argparse
import ast
import importlib
import importlib.util
import json
import marshal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import CodeType
from typing import Final

OURS: Final = "distressapp"
NAME: Final = "modules"
LENGTH: Final = 8
"""Bytes at the end that say where the tables begin."""

AT_FIRST: Final = ("bundled", "encodings", "encodings.aliases", "encodings.utf_8")
"""What Python reads before it can be told of the file: files of their own."""

OF_QT: Final = "shibokensupport"
FOLDER_OF_QT: Final = Path("shiboken6") / "files.dir"
NOTE_OF_QT: Final = """\
That this folder stands here tells Qt for Python to read its own modules (shibokensupport) as any
others are read. They stand, compiled, in lib/modules.
"""

_WITH_SENTENCES: Final = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_EMPTY: Final = " "


def bundle(modules: Mapping[str, Path], lib: Path) -> None:
    """Write the file of all modules, and the few that stand beside it.

    Args:
        modules: The source of each, by name.
        lib: The folder of the frozen program's libraries.
    """
    of_python = sys.stdlib_module_names
    stdlib = lib / f"python{sys.version_info.major}.{sys.version_info.minor}"
    tables: dict[str, bytes] = {}
    place = 0
    with (lib / NAME).open("wb") as file:
        for name, source in sorted(modules.items()):
            first = name.partition(".")[0]
            code = compiled(
                name,
                source,
                is_short=first == OURS or first in of_python or name in AT_FIRST,
                keeps_classes=first == OURS,
            )
            data = marshal.dumps(code)
            if name in AT_FIRST:
                _put(stdlib, name, source, data)
                continue
            file.write(data)
            kind = "package" if source.name == "__init__.py" else "module"
            package, _, own = name.rpartition(".")
            line = f"{own} {kind} {place} {len(data)}\n"
            tables[package] = tables.get(package, b"\n") + line.encode()
            place += len(data)
        file.write(marshal.dumps(tables))
        file.write(place.to_bytes(LENGTH, "big"))


def compiled(name: str, source: Path, *, is_short: bool, keeps_classes: bool) -> CodeType:
    """The code of a module, which says in a traceback where in the program it stands."""
    tree = ast.parse(source.read_bytes())
    if is_short:
        for node in ast.walk(tree):
            if isinstance(node, _WITH_SENTENCES):
                _shorten(node, keeps_one=keeps_classes and isinstance(node, ast.ClassDef))
    shown = _within(name, source).with_suffix(".py").as_posix()
    return compile(tree, shown, "exec", dont_inherit=True, optimize=0)


def unpacked_of_qt(folder: Path) -> dict[str, Path]:
    """The modules that Qt for Python has inside its library, written into a folder, by name."""
    importlib.import_module("PySide6.QtCore")
    archive = sys.modules[OF_QT].__loader__.zfile  # type: ignore[union-attr]  # its own loader
    members = [each for each in archive.namelist() if each.startswith(f"{OF_QT}/")]
    archive.extractall(folder, [each for each in members if each.endswith(".py")])
    found = {}
    for path in sorted((folder / OF_QT).rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def names(file: Path) -> Iterator[str]:
    """The modules that are in such a file."""
    held = file.read_bytes()
    first = int.from_bytes(held[-LENGTH:], "big")
    tables: dict[str, bytes] = marshal.loads(held[first:-LENGTH])  # noqa: S302  (made here)
    for package, lines in tables.items():
        for line in lines.decode().split("\n")[1:-1]:
            yield f"{package}.{line.split(' ')[0]}".removeprefix(".")


def _shorten(
    node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, *, keeps_one: bool
) -> None:
    first = node.body[0] if node.body else None
    if not (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)):
        return
    if not isinstance(first.value.value, str):
        return
    if keeps_one:
        first.value.value = _EMPTY
    elif len(node.body) > 1 or isinstance(node, ast.Module):
        del node.body[0]
    else:
        node.body[0] = ast.copy_location(ast.Pass(), first)


def _put(stdlib: Path, name: str, source: Path, data: bytes) -> None:
    path = (stdlib / _within(name, source)).with_suffix(".pyc")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(importlib.util.MAGIC_NUMBER + bytes(12) + data)


def _within(name: str, source: Path) -> Path:
    parts = name.split(".")
    return Path(*parts, "__init__.py") if source.name == "__init__.py" else Path(*parts)


def main() -> int:
    """Do it, and say how many."""
    parser = argparse.ArgumentParser(description="Compile the modules of the frozen program.")
    parser.add_argument("modules", type=Path, help="JSON: the source of each module, by its name")
    parser.add_argument("lib", type=Path, help="the folder of the frozen program's libraries")
    chosen = parser.parse_args()
    said = json.loads(chosen.modules.read_text(encoding="utf-8"))
    modules = {name: Path(source) for name, source in said.items()}
    modules |= unpacked_of_qt(chosen.modules.parent / "of-qt")
    bundle(modules, chosen.lib)
    (chosen.lib / FOLDER_OF_QT).mkdir()
    (chosen.lib / FOLDER_OF_QT / "README.txt").write_text(NOTE_OF_QT, encoding="utf-8")
    sys.stdout.write(f"{len(modules)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
