"""The lock files: exact, hashed, silent about where packages come from."""

import re
import tomllib
from typing import Final

import pytest

from tests.house.project import ROOT

LOCKS: Final = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-voice.lock",
    "requirements-build.lock",
)
PIN: Final = re.compile(r"([a-z0-9-]+)==([0-9][0-9a-z.]*)( ; [^\\]+)? \\")
HASH: Final = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def lines(name: str) -> list[str]:
    return (ROOT / "packaging" / name).read_text(encoding="utf-8").splitlines()


def pins(name: str) -> dict[str, str]:
    return {match[1]: match[2] for line in lines(name) if (match := PIN.fullmatch(line))}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_exact_versions_and_hashes_and_nothing_else(name: str) -> None:
    other = [line for line in lines(name) if not (PIN.fullmatch(line) or HASH.fullmatch(line))]

    assert other == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_hash(name: str) -> None:
    following = lines(name)[1:]

    bare = [
        line
        for line, after in zip(lines(name), following, strict=False)
        if PIN.fullmatch(line) and not HASH.fullmatch(after)
    ]

    assert bare == []


def test_the_tests_run_with_the_versions_that_ship() -> None:
    for other in LOCKS[1:]:
        assert pins(LOCKS[0]).items() <= pins(other).items()


def test_all_that_the_project_names_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    ships, tools, builders = (
        {re.split("[<>=;]", each)[0].strip().lower() for each in asked}
        for asked in (project["project"]["dependencies"], groups["dev"], groups["build"])
    )

    assert ships <= pins(LOCKS[0]).keys()
    assert tools <= pins(LOCKS[1]).keys()
    assert builders <= pins(LOCKS[3]).keys()
    assert "pyside6-addons" in pins(LOCKS[2])


def test_the_qt_that_loses_references_is_kept_out() -> None:
    version = tuple(int(part) for part in pins(LOCKS[0])["pyside6-essentials"].split("."))

    assert (6, 10) <= version < (6, 12)
