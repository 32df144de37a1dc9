from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.clinic import answered, call


@pytest.fixture
def root(tmp_path: Path) -> Path:
    found = tmp_path / "clinic"
    answered(found)
    return found


def test_a_year_is_counted_by_month_with_what_was_not_taken_in_yet(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = call(root, "counts")

    titles, line = capsys.readouterr().out.splitlines()
    month, *figures = line.split("\t")
    assert status == 0
    assert titles == "month\tnow\tsoon\tneed\ttalk\tno flag\tall"
    assert month == f"{datetime.now(UTC):%Y-%m}"
    assert sum(map(int, figures[:-1])) == int(figures[-1]) == 1


def test_a_year_in_which_nobody_sat_has_its_titles_alone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(root, "counts", "--year", "2019") == 0

    assert capsys.readouterr().out.count("\n") == 1


def test_nothing_is_counted_without_the_passphrase(root: Path) -> None:
    assert call(root, "counts", passphrase="wrong words altogether") == 1  # noqa: S106  (wrong)


def test_what_is_no_year_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(root, "counts", "--year", "20266") == 1

    assert "20266 is no year" in capsys.readouterr().err
