"""What one answer costs at the disk, as strace counts it: one wait, and little more than a page."""

import statistics
from pathlib import Path
from typing import Final

import pytest

from tests.clinics import made
from tests.rigs.costs import Cost, costs
from tests.rigs.scenes import LONG
from tests.rigs.trace import HAS_STRACE, NO_STRACE, watched

pytestmark = pytest.mark.skipif(not HAS_STRACE, reason=NO_STRACE)

MOST_BYTES: Final = 4_200
"""Of the median answer; one that needs another page of the file writes that one too."""


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cost, ...]:
    """Every answer of a long sitting."""
    root = made(tmp_path_factory.mktemp("costs") / "clinic")
    return costs(watched(["whole"], root=root))


def test_each_answer_waits_for_the_disk_once(sitting: tuple[Cost, ...]) -> None:
    later = [each.syncs for each in sitting if not each.is_first]

    assert later == [1] * (LONG - 1)


def test_the_first_answer_after_a_truncation_waits_twice(sitting: tuple[Cost, ...]) -> None:
    first = [each.syncs for each in sitting if each.is_first]

    assert first == [2]


def test_the_median_answer_writes_little_more_than_a_page(sitting: tuple[Cost, ...]) -> None:
    written = [each.bytes for each in sitting]

    assert statistics.median(written) <= MOST_BYTES
    assert sum(each > MOST_BYTES for each in written) <= LONG // 4


def test_control_an_answer_that_is_not_waited_for_is_convicted(tmp_path: Path) -> None:
    root = made(tmp_path / "clinic")

    found = costs(watched(["whole", "--spoilt", "normal"], root=root))

    assert 0 in [each.syncs for each in found]
