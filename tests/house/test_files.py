"""What may stand in a file of this repository, and how much of it."""

import re
from typing import Final

import pytest

from tests.house.project import ROOT, texts

MOST_LINES: Final = 400
MAY_BE_LINKED: Final = frozenset(
    {
        *("doi.org", "example.org", "openbox.org", "schemas.microsoft.com", "www.debian.org"),
        "www.w3.org",
    }
)
"""Hosts that papers, standards and kinds of files are cited from. Packages come from no host that
we name."""

LICENCES: Final = ("LICENSE", "-OFL.txt", "-licence.txt")
"""The ends of names whose text is somebody else's, word for word."""

MAY_BEGIN_A_PATH: Final = frozenset(
    {"bin", "dev", "etc", "proc", "opt", "run", "sys", "usr", "var", "nowhere"}
)
LINK: Final = re.compile(r"https?://([\w.-]+)")
PATH: Final = re.compile(
    r"(?<![\w.:/<>{}*$)\"'\]~-])/([a-z]+)/[a-z][\w.-]*|[\"']/([a-z]+)/[a-z][\w.-]*"
)
HOST_OPTIONS: Final = tuple("--" + name for name in ("index-url", "extra-index-url", "find-links"))
FORBIDDEN_NAMES: Final = re.compile(r"(utils?|helpers?|common|managers?)", re.ASCII)


def test_no_module_is_longer_than_a_sitting() -> None:
    lines = {str(path): text.count("\n") for path, text in texts() if path.suffix == ".py"}

    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


def test_no_module_is_named_for_nothing() -> None:
    named = {str(path) for path, _ in texts() if FORBIDDEN_NAMES.fullmatch(path.stem)}

    assert named == set()


def test_no_file_names_a_package_host() -> None:
    linked = {
        f"{path}: {host}"
        for path, text in texts()
        if not path.name.endswith(LICENCES)
        for host in LINK.findall(text)
        if host not in MAY_BE_LINKED
    }

    assert linked == set()


def test_no_file_says_where_packages_come_from() -> None:
    said = {f"{path}: {word}" for path, text in texts() for word in HOST_OPTIONS if word in text}

    assert said == set()


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    known = {
        f"{path}: {match.group()}"
        for path, text in texts()
        if not path.name.endswith(LICENCES)
        for match in PATH.finditer(text)
        if (match.group(1) or match.group(2)) not in MAY_BEGIN_A_PATH
    }

    assert known == set()


def test_a_path_of_somebodys_own_would_be_seen() -> None:
    assert PATH.search("read /home/" + "anna/answers.csv first")
    assert PATH.search('open("/opt/' + 'tools")')
    assert LINK.findall("from https://" + "packages.example.net/simple") == ["packages.example.net"]


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "docs/architecture.md"]
)
def test_a_newcomer_finds_the_papers(name: str) -> None:
    assert (ROOT / name).stat().st_size > 0
