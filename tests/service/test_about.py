"""What the program says of itself."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from distressapp import paths
from distressapp.core.errors import ExpectedError
from distressapp.service import about


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Resources of a program that was built, without a file in it."""
    folder = tmp_path / "distressapp" / "resources"
    folder.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "distressapp" / "paths.py"))
    return folder


def test_every_part_has_a_licence_that_can_be_read() -> None:
    read = {part.name: about.licence_text(part) for part in about.parts()}

    assert {"distressapp", "Qt", "SQLCipher", "libsodium", "Noto Sans SC"} <= set(read)
    assert [name for name, text in read.items() if len(text) < 200] == []


def test_a_part_is_found_in_capitals_or_not() -> None:
    assert about.part_named("sqlcipher").name == "SQLCipher"


def test_a_part_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ExpectedError, match="No part is called vlc") as refused:
        about.part_named("vlc")

    assert "SQLCipher" in refused.value.advice


def test_run_from_its_source_it_says_so() -> None:
    found = about.build()

    assert (found.kind, found.commit, found.made_of) == (about.SOURCE, "", None)
    assert about.build_words() == "Run from its source."


def test_a_build_says_of_which_commit_and_day_it_is(elsewhere: Path) -> None:
    said = {"commit": "0123456789abcdef0123", "is_changed": False, "time": 1_700_000_000}
    (elsewhere / "build.json").write_text(json.dumps(said), encoding="utf-8")

    found = about.build()

    assert (found.kind, found.commit) == (about.WHEEL, "0123456789ab")
    assert found.made_of == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert "commit 0123456789ab of 2023-11-14." in about.build_words()


def test_a_build_of_changed_files_says_that_too(elsewhere: Path) -> None:
    said = {"commit": "0123456789abcdef0123", "is_changed": True, "time": 1_700_000_000}
    (elsewhere / "build.json").write_text(json.dumps(said), encoding="utf-8")

    assert "with changes that are in no commit" in about.build_words()


@pytest.mark.parametrize("words", ["", "[]", "{", '{"time": "noon"}', '{"time": null}'])
def test_a_damaged_word_about_the_build_is_no_word(elsewhere: Path, words: str) -> None:
    (elsewhere / "build.json").write_text(words, encoding="utf-8")

    assert about.build_words() == "Installed as a Python package."


def test_a_missing_file_is_said_with_what_to_do(elsewhere: Path) -> None:
    with pytest.raises(ExpectedError, match=r"missing: CHANGELOG\.md") as refused:
        about.changes()

    assert "Install the program again" in refused.value.advice
    assert list(elsewhere.iterdir()) == []


def test_qt_may_be_replaced_where_it_stands() -> None:
    said = about.qt_words()

    assert "Lesser General Public License, version 3" in said
    assert "PySide6, of the same version" in said


def test_the_bill_and_the_changes_are_those_of_this_version() -> None:
    bill = json.loads(about.bill())

    assert bill["metadata"]["component"]["version"] in about.changes()


def test_the_changes_are_read_without_the_signs_of_markdown(elsewhere: Path) -> None:
    text = "# Changes\n\n## 1.0\n\n- Two *lines* of\n  `one` [change](docs/x.md).\n- Next.\n"
    (elsewhere / "CHANGELOG.md").write_text(text, encoding="utf-8")

    said = about.changes_to_read()

    assert said == "Changes\n\n1.0\n\n• Two lines of one change.\n• Next.\n"
