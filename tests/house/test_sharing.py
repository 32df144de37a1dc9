from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from tests.sharing import SCREEN, mark, scope


@dataclass
class Item:
    """What `mark` asks of a test."""

    nodeid: str
    fixturenames: tuple[str, ...] = ()
    marks: list[str] = field(default_factory=list)

    def add_marker(self, marker: str | pytest.MarkDecorator) -> None:
        self.marks.append(marker if isinstance(marker, str) else marker.name)


def marks_of(items: Iterable[Item]) -> list[list[str]]:
    found = list(items)
    mark(found)  # type: ignore[arg-type]  # as much of a test as it asks for
    return [each.marks for each in found]


def test_only_a_test_with_a_server_that_is_not_ours_has_one_more_try() -> None:
    items = [
        Item("tests/x11/day/test_page.py::test_a"),
        Item("tests/printing/test_cups.py::test_b", ("tmp_path", "cups")),
        Item("tests/printing/test_form.py::test_c", ("tmp_path",)),
        Item("tests/core/test_flags.py::test_d"),
    ]

    assert marks_of(items) == [[SCREEN, "flaky"], ["flaky"], [], []]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("tests/a/test_b.py::test_c", "tests/a/test_b.py::test_d[1]", True),
        ("tests/a/test_b.py::test_c", "tests/a/test_e.py::test_c", False),
        ("tests/packages/test_deb.py::test_c", "tests/packages/test_wheel.py::test_c", True),
    ],
)
def test_what_shares_a_file_or_a_build_goes_to_one_process(
    one: str, other: str, *, together: bool
) -> None:
    assert (scope(one) == scope(other)) is together
