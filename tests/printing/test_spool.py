"""What a print system keeps of pages, told from its configuration, and by keeping none."""

from pathlib import Path

import pytest

from distressapp.printing import history_kept, spool_kept, system
from distressapp.printing.system import JobState
from tests.patience import until
from tests.printing.cups import Cups
from tests.printing.test_system import page, state_of


@pytest.mark.parametrize(
    ("lines", "is_kept"),
    [
        ("LogLevel warn\n", True),
        ("PreserveJobFiles Yes\n", True),
        ("PreserveJobFiles 86400\n", True),
        ("PreserveJobFiles No\n", False),
        ("  preservejobfiles off\n", False),
        ("PreserveJobFiles 0\n", False),
        ("# PreserveJobFiles No\n", True),
        ("PreserveJobFiles No\nPreserveJobFiles Yes\n", True),
        ("PreserveJobHistory No\n", False),
    ],
)
def test_what_is_kept_is_read_as_the_print_system_reads_it(
    tmp_path: Path, lines: str, is_kept: object
) -> None:
    (tmp_path / "cupsd.conf").write_text(lines)

    assert spool_kept(tmp_path / "cupsd.conf") is is_kept


def test_without_a_configuration_nobody_can_say(tmp_path: Path) -> None:
    assert spool_kept(tmp_path / "none") is None
    assert history_kept(tmp_path / "none") is None


def test_only_the_history_tells_that_a_page_came_out(tmp_path: Path) -> None:
    (tmp_path / "with").write_text("PreserveJobFiles No\n")
    (tmp_path / "without").write_text("PreserveJobHistory No\n")

    assert history_kept(tmp_path / "with")
    assert not history_kept(tmp_path / "without")


def test_a_print_system_that_keeps_no_files_still_says_that_a_page_came_out(cups: Cups) -> None:
    cups.set_up("PreserveJobFiles No")
    needy = cups.needy("Office")

    request = system.submit(page("CANARY"), printer="Office", title="Page 1a2b", paper="a4")
    until(lambda: state_of(request) is JobState.DONE)

    assert len(needy.pages) == 1
    assert spool_kept(cups.root / "cupsd.conf") is False
    until(lambda: cups.pages_it_kept == [])
