"""The child process that draws: the same page, and plain sentences when it cannot."""

import json
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from distressapp.report import child, press
from distressapp.report.press import PageNotMadeError
from distressapp.report.render import outline, render
from distressapp.report.wire import EXPECTED, decode, encode
from tests.core.sheets import full, ordinary, page, rating, sitting


def test_a_summary_survives_the_way_to_the_child() -> None:
    nobody = page(sitting(rating(3)))

    odd = full("\u03b1\u4e2d\x07 \u202e" * 300)

    for summary in (ordinary(), odd, nobody):
        assert decode(encode(summary)) == summary


def test_the_child_draws_the_same_bytes() -> None:
    summary = ordinary()

    assert press.press(summary, paper="letter", receipt=True) == render(
        summary, paper="letter", receipt=True
    )


def test_asking_for_a_page_does_not_import_reportlab() -> None:
    script = (
        "import sys, distressapp.report.press;"
        "sys.exit(any(each.split('.')[0] == 'reportlab' for each in sys.modules))"
    )
    root = Path(__file__).resolve().parents[2]

    done = subprocess.run([sys.executable, "-c", script], check=False, cwd=root)

    assert done.returncode == 0


def test_a_page_that_takes_too_long_is_given_up_with_a_sentence() -> None:
    with pytest.raises(PageNotMadeError, match="too long") as caught:
        press.press(ordinary(), timeout_s=0.001)

    assert "answers and flags are kept" in caught.value.advice


def test_a_program_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(PageNotMadeError, match="could not be started"):
        press.press(ordinary())


def test_a_child_that_breaks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(PageNotMadeError, match="failed"):
        press.press(ordinary())


def test_what_the_child_advises_reaches_the_caller(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in = tmp_path / "python"
    stand_in.write_text(
        "#!/bin/sh\ncat >/dev/null\n"
        'echo \'{"message": "The font X is missing", "advice": "Install it."}\' >&2\nexit 3\n'
    )
    stand_in.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stand_in))

    with pytest.raises(PageNotMadeError, match="The font X is missing") as caught:
        press.press(ordinary())

    assert caught.value.advice == "Install it."


def test_the_child_says_in_json_which_font_is_missing(tmp_path: Path) -> None:
    out, errors = BytesIO(), StringIO()

    status = child.draw(BytesIO(encode(ordinary())), out, errors, fonts=tmp_path)

    assert status == EXPECTED
    assert "AtkinsonHyperlegibleNext-Regular" in json.loads(errors.getvalue())["message"]
    assert out.getvalue() == b""


def test_a_picture_has_every_mark_of_the_page() -> None:
    summary = full("Καλημέρα")

    pages = press.picture(summary, receipt=True)

    assert pages == outline(summary, receipt=True)
    assert len(pages) == 2


def test_a_picture_that_breaks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(PageNotMadeError, match="failed"):
        press.picture(ordinary())
