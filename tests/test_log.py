import re
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


def test_a_full_file_begins_anew_and_three_of_before_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distressapp.log._BYTES", 100)
    open_log(tmp_path)

    for nth in range(20):
        note(Event.TAKEN_IN, count=nth)

    names = [f"events.log{each}" for each in (".3", ".2", ".1", "")]
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(names)
    assert all((tmp_path / each).stat().st_size <= 100 for each in names)
    kept = "".join((tmp_path / each).read_text() for each in names)
    numbers = [int(line.rpartition(" ")[2]) for line in kept.splitlines()]
    assert numbers == list(range(numbers[0], 20))


def test_a_folder_that_goes_away_ends_the_log_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distressapp.log._BYTES", 100)
    place = tmp_path / "log"
    place.mkdir()
    open_log(place)
    note(Event.STARTED)
    note(Event.STARTED)
    place.rename(tmp_path / "elsewhere")

    for _nth in range(10):
        note(Event.STARTED)

    assert not place.exists()


def test_a_line_says_when_to_the_millisecond(tmp_path: Path) -> None:
    open_log(tmp_path)

    note(Event.STARTED)

    line = (tmp_path / "events.log").read_text()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} started\n", line)
