"""The slip of a call for help: nameless, once a call, and never in the way of the kiosk."""

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from distressapp.core.sitting import Use
from distressapp.core.summary_words import REHEARSAL
from distressapp.kiosk.answering import Answer
from distressapp.kiosk.calling import REPEAT_S
from distressapp.kiosk.handover import Desk
from distressapp.kiosk.plain import Act
from distressapp.kiosk.stage import Phase
from distressapp.letterbox.rows import Urgency
from distressapp.report.render import outline, render
from distressapp.report.wire import decode, encode
from distressapp.service.slips import printing, slip
from distressapp.settings import Printer, Settings
from tests.clinics import NUMBER
from tests.kiosk.callers import CALLS, STAFFED, silence, urgency
from tests.kiosk.day import BIRTHDAY, Day, clinical, day, ring_out, settle, tap
from tests.report.test_page import PAPERS, assert_sound

SAFE = Printer(name="Staff", is_staff_only=True)
_LP = """#!/bin/sh
n=$(ls "{folder}" | grep -c pdf$)
printf '%s\\n' "$@" > "{folder}/$n.arguments"
cat > "{folder}/$n.part"
mv "{folder}/$n.part" "{folder}/$n.pdf"
{then}
echo "request id is Staff-$n (1 file(s))"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a print system of another program's making was handed."""

    folder: Path

    @property
    def pages(self) -> list[bytes]:
        return [each.read_bytes() for each in sorted(self.folder.glob("*.pdf"))]

    @property
    def words(self) -> list[str]:
        return [
            " ".join(PdfReader(BytesIO(page)).pages[0].extract_text().split())
            for page in self.pages
        ]

    @property
    def arguments(self) -> str:
        return "\n".join(each.read_text() for each in sorted(self.folder.glob("*.arguments")))


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """Commands of a print system that keeps what it is handed."""
    return print_system(tmp_path, monkeypatch, "")


def print_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str) -> Paper:
    folder, commands = tmp_path / "printed", tmp_path / "commands"
    folder.mkdir()
    commands.mkdir()
    for name in ("lp", "lpstat", "cancel"):
        script = _LP.format(folder=folder, then=then) if name == "lp" else "#!/bin/sh\n"
        (commands / name).write_text(script)
        (commands / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}:/usr/bin:/bin")
    return Paper(folder=folder)


def pressed(bot: QtBot, tmp_path: Path, settings: Settings) -> Day:
    """A patient who is asked whether somebody shall come."""
    here = day(bot, tmp_path / "clinics" / "clinic", settings)
    here.hand_over()
    here.go_to("rating")
    tap(here.room.foot.now)
    return here


def until_sent(bot: QtBot, here: Day) -> None:
    bot.waitUntil(lambda: not here.window.calls.slips.is_busy)


def test_a_call_that_sounds_prints_a_nameless_slip_with_its_word(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    here = pressed(clean_stage, tmp_path, replace(STAFFED, printer=SAFE))
    assert paper.pages == []

    silence(here)
    until_sent(clean_stage, here)

    (words,) = paper.words
    assert here.calls()[0].ticket in words
    assert "Somebody asks to speak to someone now" in words
    assert "9:00, 2 March 2026" in words
    assert "Clinic of the tests" in words
    assert REHEARSAL in words
    for secret in (NUMBER, BIRTHDAY, "1950"):
        assert secret.encode() not in paper.pages[0]
        assert secret not in words + paper.arguments
    assert here.calls()[0].ticket not in paper.arguments


def test_however_often_it_chimes_there_is_one_slip(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    here = pressed(clean_stage, tmp_path, replace(STAFFED, printer=SAFE))
    silence(here)
    assert here.window.calls.calling is not None

    ring_out(here.window.calls.calling, REPEAT_S * 1000)
    until_sent(clean_stage, here)

    assert len(paper.pages) == 1


@pytest.mark.parametrize("printer", [None, Printer(name="Corridor")])
def test_no_slip_comes_out_where_others_could_take_it(
    clean_stage: QtBot, tmp_path: Path, paper: Paper, printer: Printer | None
) -> None:
    here = pressed(clean_stage, tmp_path, replace(STAFFED, printer=printer))

    silence(here)

    assert here.title == CALLS
    assert not here.window.calls.slips.is_busy
    assert paper.pages == []


@pytest.mark.parametrize("then", ["exit 1", "kill -9 $$"])
def test_a_slip_that_is_not_printed_changes_nothing_else(
    clean_stage: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    print_system(tmp_path, monkeypatch, then)
    here = pressed(clean_stage, tmp_path, replace(STAFFED, printer=SAFE))

    silence(here)
    until_sent(clean_stage, here)

    assert here.title == CALLS
    assert urgency(here) == [Urgency.SOUNDING]
    here.act(Act.GO_ON)
    assert here.step == "rating"


def test_a_printer_that_takes_its_time_keeps_the_kiosk_from_nothing(
    clean_stage: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = tmp_path / "it is printed"
    print_system(tmp_path, monkeypatch, f'until [ -e "{printed}" ]; do sleep 0.05; done')
    here = pressed(clean_stage, tmp_path, replace(STAFFED, printer=SAFE))

    silence(here)
    here.act(Act.GO_ON)
    step, is_printing = here.step, here.window.calls.slips.is_busy
    printed.touch()
    until_sent(clean_stage, here)

    assert step == "rating"
    assert is_printing


def test_the_test_of_the_channel_prints_one_too_and_asks_for_it(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    here = day(clean_stage, tmp_path / "clinics" / "clinic", replace(clinical(), printer=SAFE))
    tap(here.desk.buttons[Desk.TEST])
    clean_stage.waitUntil(lambda: not here.window.desk.slips.is_busy)
    tap(here.form.names[0])

    tap(here.form.buttons[Answer.NO_SLIP])
    said, is_kept = here.form.message.text(), here.house.settings.now.tested_by is not None
    is_in_trial = here.is_in(Phase.TRIAL)
    tap(here.form.buttons[Answer.HEARD])
    settle()

    (words,) = paper.words
    assert "This is a test" in words
    assert REHEARSAL not in words
    assert "Look at the printer" in said
    assert (is_kept, is_in_trial) == (False, True)
    assert here.house.settings.now.tested_by == "Ana Ito"


def test_nobody_is_asked_for_a_slip_where_there_is_none(clean_stage: QtBot, tmp_path: Path) -> None:
    here = day(clean_stage, tmp_path / "clinics" / "clinic", clinical())

    tap(here.desk.buttons[Desk.TEST])

    assert Answer.NO_SLIP not in here.form.buttons


@pytest.mark.parametrize("paper_size", [*PAPERS, "receipt"])
@pytest.mark.parametrize("ticket", ["fig", "sunflower", "W" * 40, "睡" * 8])
@pytest.mark.parametrize("use", [Use.CLINICAL, Use.REHEARSAL])
def test_the_word_stands_as_large_as_the_paper_lets_it(
    clean_stage: QtBot, tmp_path: Path, paper_size: str, ticket: str, use: Use
) -> None:
    here = day(clean_stage, tmp_path / "clinics" / "clinic", STAFFED)
    found = replace(
        slip(here.house, ticket),
        clinic="A clinic with a long name " * 8,
        strip=REHEARSAL if use is Use.REHEARSAL else None,
    )

    (page,) = outline(found, paper=paper_size)  # type: ignore[arg-type]  # one of the two

    assert_sound(page)
    assert decode(encode(found)) == found
    assert render(found) == render(found)
    sizes = {
        mark.size
        for block in page.blocks
        for mark in block.marks
        if block.name == "ticket" and hasattr(mark, "size")
    }
    assert min(sizes) >= (20 if paper_size == "receipt" else 40)
    assert ticket != "fig" or min(sizes) == 150


def test_there_is_nothing_to_print_where_no_printer_is_safe(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinics" / "clinic", STAFFED)

    assert printing(here.house, "fig") is None
