"""What the operating system must give: tried, named, and said in one line."""

import shlex
from pathlib import Path

import debian
import pytest


def listed() -> tuple[debian.Need, ...]:
    return debian.needs(debian.LIST.read_text(encoding="utf-8"))


def test_every_line_of_the_list_can_be_tried() -> None:
    kinds = {need.what.partition(":")[0] for need in listed()}

    assert kinds <= {"module", "library", "command", "file", "header"}
    assert {need.when for need in listed()} <= {"always", "x11", "wayland", "test", "pictures"}


def test_a_machine_that_runs_the_tests_lacks_nothing_they_need() -> None:
    assert debian.missing(listed(), {"always", "test"}) == ()


def test_a_library_that_is_not_there_is_missed_and_its_package_named_once() -> None:
    wanted = debian.needs(
        "always library:libnowhere.so.9 libnowhere9 # a remark\n"
        "always library:libnowhere-more.so.9 libnowhere9\n"
        "x11 library:libnobody.so.1 libnobody1\n"
    )

    lacking = debian.missing(wanted, {"always"})

    assert debian.packages(lacking) == ("libnowhere9",)


@pytest.mark.parametrize(
    ("what", "there"),
    [
        ("library:libc.so.6", True),
        ("library:libnowhere.so.9", False),
        ("module:json", True),
        ("module:nowhere_at_all", False),
        ("command:sh", True),
        ("command:nowhere-at-all", False),
        ("file:/etc/passwd", True),
        ("file:/etc/nowhere-at-all", False),
        ("header:nowhere_at_all.h", False),
    ],
)
def test_a_thing_is_there_when_it_can_be_used(what: str, *, there: bool) -> None:
    assert debian.is_there(what) is there


@pytest.mark.parametrize(
    ("environment", "when"),
    [
        ({}, {"always", "demo"}),
        ({"DISPLAY": ""}, {"always", "demo"}),
        ({"DISPLAY": ":0"}, {"always", "demo", "x11"}),
        ({"WAYLAND_DISPLAY": "wayland-0"}, {"always", "demo", "wayland"}),
    ],
)
def test_only_the_screen_that_is_there_asks_for_its_libraries(
    environment: dict[str, str], when: set[str]
) -> None:
    assert debian.occasions("demo", environment) == when


@pytest.mark.parametrize(
    ("is_root", "has_sudo", "first"),
    [(True, True, "apt-get"), (False, True, "sudo"), (False, False, "su")],
)
def test_what_is_lacking_is_said_in_one_line(*, is_root: bool, has_sudo: bool, first: str) -> None:
    lacking = debian.needs("always library:libnowhere.so.9 libnowhere9")

    line = debian.line_to_type(lacking, is_root=is_root, has_sudo=has_sudo)

    assert "\n" not in line
    assert shlex.split(line)[0] == first
    assert line.rstrip('"').endswith("apt-get install -y libnowhere9")


def test_without_apt_nothing_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert debian.way_to_install() is None
