from pathlib import Path

import pytest

from bench.answers import measure
from bench.disks import told_disk
from bench.measure import Result
from tests.rigs.trace import HAS_STRACE


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    return list(measure(tmp_path_factory.mktemp("answers"), rounds=3))


@pytest.mark.skipif(not HAS_STRACE, reason="then waits and bytes are told as not measured")
def test_waits_and_bytes_keep_to_their_reaches(results: list[Result]) -> None:
    waits, first, written = results[:3]

    assert [each.unit for each in (waits, first, written)] == ["fsync", "fsync", "KB"]
    for each in (waits, first, written):
        assert each.reach is not None
        assert each.value is not None
        assert each.reach.holds(each.value)


def test_both_stores_commit_against_a_page_of_the_same_folder(results: list[Result]) -> None:
    letterbox, vault = results[-2:]

    assert [each.unit for each in (letterbox, vault)] == ["x", "x"]
    assert [each.against for each in (letterbox, vault)] == ["fdatasync of 4 KiB"] * 2
    assert "in turn on the same folder" in letterbox.note


def test_the_file_system_of_a_folder_is_told_by_its_name(tmp_path: Path) -> None:
    assert told_disk(Path("/proc")) == "proc"
    assert told_disk(tmp_path)
