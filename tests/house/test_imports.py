"""The floors of the house, kept by import-linter; each contract is seen to fail once."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from tests.house.project import ROOT

LINT: Final = "from importlinter.cli import lint_imports_command; lint_imports_command()"
PURE: Final = frozenset(
    {
        *("__future__", "base64", "collections", "csv", "dataclasses", "datetime", "enum"),
        *("fractions", "functools", "hashlib", "itertools", "json", "math", "operator", "re"),
        *("string", "struct", "types", "typing", "unicodedata"),
    }
)
"""What core may use of Python's own library: nothing that reads, writes, waits or guesses."""

CLOCKS: Final = frozenset({"now", "today", "utcnow", "uuid1", "uuid4"})
"""What tells the time or makes an id. Everybody but `clock` is handed them."""

KEEPERS: Final = {
    "Qt stays on the top floors": {
        *("__main__", "cli", "desktop", "kiosk", "staff", "ui"),
        "pyside",  # loads it for them
    },
    "SQL stays in letterbox and vault": {"letterbox", "vault"},
    "Cryptography stays in keys": {"keys"},
    "Reportlab stays in report": {"report"},
}
"""The rooms that may use an outside thing; everybody else must be named in the contract."""


def contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_import_keeps_the_contracts() -> None:
    done = lint(ROOT)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "planted", "contract"),
    [
        ("core/errors.py", "import distressapp.service", "Stairs go down only"),
        ("kiosk/__init__.py", "import distressapp.staff", "the two rooms"),
        ("report/__init__.py", "import distressapp.vault", "the workshops"),
        ("ui/__init__.py", "import distressapp.service", "Widgets and screens show and emit"),
        ("core/errors.py", "import distressapp.core.flags", "No package goes round in circles"),
        ("core/errors.py", "import os", "Core touches nothing outside"),
        ("core/errors.py", "from time import monotonic", "Core touches nothing outside"),
        ("service/__init__.py", "import PySide6.QtCore", "Qt stays on the top floors"),
        ("service/__init__.py", "import sqlite3", "SQL stays in letterbox and vault"),
        ("vault/__init__.py", "import nacl.secret", "Cryptography stays in keys"),
        ("kiosk/__init__.py", "import reportlab", "Reportlab stays in report"),
    ],
)
def test_a_planted_import_breaks_its_contract(
    tmp_path: Path, module: str, planted: str, contract: str
) -> None:
    shutil.copytree(ROOT / "distressapp", tmp_path / "distressapp")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "distressapp" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{planted}\n")

    done = lint(tmp_path)

    assert done.returncode != 0
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(contract in line for line in broken), done.stdout


def test_a_newcomer_without_a_floor_is_refused(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "distressapp", tmp_path / "distressapp")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "distressapp" / "newcomer.py").write_text("", encoding="utf-8")

    done = lint(tmp_path)

    assert done.returncode != 0
    assert "distressapp.newcomer" in done.stdout + done.stderr


@pytest.mark.parametrize("name", sorted(KEEPERS))
def test_no_part_of_the_house_is_forgotten_by_a_contract(name: str) -> None:
    parts = {
        path.stem
        for path in (ROOT / "distressapp").iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
    }

    (contract,) = (found for found in contracts() if found["name"] == name)

    watched = {module.removeprefix("distressapp.") for module in contract["source_modules"]}
    assert watched == parts - KEEPERS[name]


def imported(path: Path) -> set[str]:
    """The first names of everything a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            names.add(node.module.partition(".")[0])
    return names


def test_core_imports_only_what_is_pure() -> None:
    outside = {
        f"{path.name}: {name}"
        for path in (ROOT / "distressapp" / "core").rglob("*.py")
        for name in imported(path) - PURE - {"distressapp"}
    }

    assert outside == set()


def test_the_clock_is_read_in_bootstrap_only() -> None:
    readers = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "distressapp").rglob("*.py")
        if path.name != "clock.py"
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCKS
        and isinstance(node.value, ast.Name)
        and node.value.id in {"date", "datetime", "uuid"}
    }

    assert readers == set()
