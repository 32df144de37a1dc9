"""`distressapp demo` where nobody sees it: what it leaves, and that its numbers are the score's."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from distressapp.cli import main
from tests.kiosk.program import ROOT

LONGEST_S: Final = 150
HIDDEN: Final = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
CLEAN: Final = {each: value for each, value in os.environ.items() if each not in HIDDEN}
PATIENTS: Final = ("--patients", "40")
OWN_WORDS: Final = "dt/practical.other"
STAFFS: Final = ("staff-door", "staff-today", "staff-owed", "staff-locked")
STEPS: Final = ("who-is-next", "ticket", "welcome", "why", "rating", "thanks", "rest", "cleaning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One demo that is over."""

    status: int
    said: str
    complained: str
    out: Path

    @property
    def result(self) -> dict[str, Any]:  # JSON of that shape is the subject here
        found: dict[str, Any] = json.loads((self.out / "result.json").read_text(encoding="utf-8"))
        return found


def ticked(record: dict[str, Any]) -> dict[str, Any]:
    """The answers that are not in a language."""
    own = {"sitting/language", OWN_WORDS, "phone/number"}
    return {key: each for key, each in record["sitting"]["answers"].items() if key not in own}


def begin(out: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "distressapp", "demo", "--out", str(out), *arguments],
        cwd=ROOT,
        env={**CLEAN, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(running: subprocess.Popen[str], out: Path) -> Ran:
    said, complained = running.communicate(timeout=LONGEST_S)
    return Ran(status=running.returncode, said=said, complained=complained, out=out)


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Ran]:
    """Two demos side by side: one asked to go unseen, one whose display is dead."""
    asked, dead = (tmp_path_factory.mktemp(each) for each in ("asked", "dead"))
    (dead / "screens").mkdir()
    (dead / "screens" / "99-yesterday.png").write_bytes(b"old")
    (dead / "result.json").write_text("old")
    one = begin(asked, "--headless", *PATIENTS)
    look = ("--size", "800x1280", "--text", "150", "--theme", "dark", "--language", "es")
    other = begin(dead, *PATIENTS, *look, DISPLAY=":4711")
    return {"asked": end(one, asked), "dead": end(other, dead)}


@pytest.mark.parametrize("name", ["asked", "dead"])
def test_it_ends_well_and_complains_of_nothing(ran: Mapping[str, Ran], name: str) -> None:
    assert (ran[name].status, ran[name].complained) == (0, "")


@pytest.mark.parametrize("name", ["asked", "dead"])
def test_it_leaves_page_result_and_pictures_and_nothing_else(
    ran: Mapping[str, Ran], name: str
) -> None:
    here = ran[name]

    left = {each.relative_to(here.out).as_posix() for each in here.out.rglob("*")}

    pictures = set(here.result["screens"])
    assert left == {"summary.pdf", "result.json", "screens", *pictures}
    assert all((here.out / each).stat().st_size > 5_000 for each in pictures)


def test_every_screen_of_the_course_has_its_picture_in_order(ran: Mapping[str, Ran]) -> None:
    result = ran["asked"].result

    names = [Path(each).stem.partition("-")[2] for each in result["screens"]]
    numbers = [int(Path(each).stem.partition("-")[0]) for each in result["screens"]]

    shown = [each.replace(".", "-") for each in result["record"]["sitting"]["shown"]]
    course = [*shown, "thanks"]
    assert numbers == list(range(1, len(names) + 1))
    assert [each for each in names if each in course] == course
    assert set(STEPS) <= set(names)
    assert set(STAFFS) <= set(names)


@pytest.mark.parametrize(("name", "size"), [("asked", (1280, 800)), ("dead", (800, 1280))])
def test_pictures_have_the_size_that_was_asked_for(
    ran: Mapping[str, Ran], name: str, size: tuple[int, int]
) -> None:
    here = ran[name]

    images = [QImage(str(here.out / each)) for each in here.result["screens"]]

    assert {(each.width(), each.height()) for each in images} == {size}


def test_it_says_where_everything_is(ran: Mapping[str, Ran]) -> None:
    here = ran["asked"]

    assert str(here.out / "summary.pdf") in here.said
    assert str(here.out / "result.json") in here.said
    assert str(here.out / "screens") in here.said
    assert "There is no screen here" not in here.said


def test_the_patient_answers_in_the_language_that_was_asked_for(ran: Mapping[str, Ran]) -> None:
    languages = {name: each.result["record"]["sitting"]["language"] for name, each in ran.items()}
    written = ran["dead"].result["record"]["sitting"]["answers"][OWN_WORDS]

    assert languages == {"asked": "en", "dead": "es"}
    assert written["written"] == "¿Quién da de comer al gato mientras estoy en el hospital?"


def test_a_dead_display_is_said_and_the_same_patient_goes_unseen(ran: Mapping[str, Ran]) -> None:
    seen, unseen = ran["asked"].result["record"], ran["dead"].result["record"]

    assert ran["dead"].said.startswith("There is no screen here")
    assert unseen["scored"] == seen["scored"]
    assert ticked(unseen) == ticked(seen)
    assert unseen["flags"] == seen["flags"]


def test_its_scores_are_those_of_the_score_command(
    ran: Mapping[str, Ran], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = ran["asked"].result["record"]
    found: dict[str, dict[str, int]] = {"dt": {}, "hads": {}, "pss10": {}}
    for key, answer in record["sitting"]["answers"].items():
        instrument, _, item = key.partition("/")
        if "chosen" in answer:
            found[instrument][item] = answer["chosen"][0]
    lines = [
        {"id": each, "instrument": each, "coding": "index", "answers": answers}
        for each, answers in found.items()
    ]
    file = tmp_path / "lines.jsonl"
    file.write_text("".join(f"{json.dumps(each)}\n" for each in lines))

    status = main(["score", str(file)])

    scored = {line["id"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert status == 0
    for instrument, told in record["scored"]:
        for scale, score in told["scores"]:
            again = scored[instrument]["scales"][scale]
            assert (again["exact"], again["state"]) == (score["value"], score["state"])
            assert (again["answered"], again["of"]) == (score["answered"], score["of"])
            assert again["band"] == score["band"]
    assert {len(each) for each in found.values()} == {1, 14, 10}


def test_the_page_names_the_invented_patient_and_says_it_is_a_rehearsal(
    ran: Mapping[str, Ran],
) -> None:
    pages = PdfReader(ran["asked"].out / "summary.pdf").pages

    words = " ".join(pages[0].extract_text().split())

    assert len(pages) == 2
    assert "Maria Sample" in words
    assert "DEMO-1001" in words
    assert "rehearsal" in words.lower()


@pytest.mark.parametrize("size", ["big", "1280", "0x0", "599x900", "12 x 7"])
def test_a_size_that_is_none_is_one_plain_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], size: str
) -> None:
    status = main(["demo", "--headless", "--out", str(tmp_path), "--size", size])

    assert status == 1
    assert capsys.readouterr().err.startswith(f"{size} is not a size of a window.")


@pytest.mark.parametrize("count", ["-1", "many", "1001", "1e3", "\u0663"])
def test_a_number_of_patients_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], count: str
) -> None:
    status = main(["demo", "--headless", "--out", str(tmp_path), f"--patients={count}"])

    assert status == 2
    assert "is not a whole number from 0 to 1000" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_one_plain_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("mine")

    status = main(["demo", "--headless", "--out", str(in_the_way / "demo")])

    assert status == 1
    assert "cannot be written. Choose another folder with --out." in capsys.readouterr().err
    assert in_the_way.read_text() == "mine"
