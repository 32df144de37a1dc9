from collections.abc import Iterator
from pathlib import Path

import pytest

from distressapp.log import Event, close_log, note, note_in, open_log


@pytest.fixture(autouse=True)
def closes() -> Iterator[None]:
    yield
    close_log()


def test_an_event_is_written_with_a_number_and_the_kind_of_an_error(tmp_path: Path) -> None:
    open_log(tmp_path)

    note(Event.TAKEN_IN, count=3)
    note(Event.NOT_KEPT, error=ValueError("the patient's own words"))

    first, second = (tmp_path / "events.log").read_text().splitlines()
    assert first.endswith(" letterbox taken in 3")
    assert second.endswith(" answer not kept ValueError")


def test_the_log_is_nobody_elses(tmp_path: Path) -> None:
    open_log(tmp_path)
    note(Event.STARTED)

    assert (tmp_path / "events.log").stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_written_keeps_nobody_from_answering(tmp_path: Path) -> None:
    open_log(tmp_path / "nowhere")

    note(Event.STARTED)

    assert not (tmp_path / "nowhere").exists()


def test_one_event_is_written_where_no_log_is_open_and_into_the_open_one_else(
    tmp_path: Path,
) -> None:
    (tmp_path / "open").mkdir()
    note_in(tmp_path, Event.QUARANTINED, count=1)
    open_log(tmp_path / "open")

    note_in(tmp_path, Event.RESTORED)

    assert (tmp_path / "events.log").read_text().endswith("put into quarantine 1\n")
    assert (tmp_path / "open" / "events.log").read_text().endswith(" restored\n")
