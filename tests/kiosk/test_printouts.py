"""What the kiosk prints by itself at the end of a sitting, the vault being shut."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import sign_in
from distressapp.core.journal import BY_ITSELF
from distressapp.printing.system import JobState
from distressapp.service import prints
from distressapp.service.leaving_page import leaving, printing_lock
from distressapp.service.posting import News, post
from distressapp.service.takein import take_in
from distressapp.settings import Printer, Settings, SlipPrinter
from distressapp.vault.prints import State
from tests.clinics import NUMBER, PASSPHRASE
from tests.kiosk.callers import STAFFED
from tests.kiosk.day import BIRTHDAY, Day, day, tap
from tests.kiosk.test_slips import SAFE, Paper, print_system

PRINTS = replace(STAFFED, printer=SAFE, is_printed_at_end=True)
CALLS_AWAY = replace(STAFFED, printer=SAFE, is_slip_when_called=True)


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """Commands of a print system that keeps what it is handed."""
    return print_system(tmp_path, monkeypatch, "")


def called_away(bot: QtBot, tmp_path: Path, settings: Settings) -> Day:
    here = sat_down(bot, tmp_path, settings)
    tap(here.room.foot.called)
    until_sent(bot, here)
    return here


def sat_down(bot: QtBot, tmp_path: Path, settings: Settings) -> Day:
    here = day(bot, tmp_path / "clinics" / "clinic", settings)
    here.hand_over()
    here.go_to("rating")
    here.rate(9)
    return here


def until_sent(bot: QtBot, here: Day) -> None:
    bot.waitUntil(lambda: not here.window.patient.printouts.is_busy)


def in_the_vault(here: Day) -> list[tuple[State, str, str, str]]:
    """The pages on their way, as staff find them at their next sign-in."""
    session = sign_in(here.house, PASSPHRASE)
    try:
        take_in(here.house, session.vault)
        found = prints.unprinted(session.vault)
        return [(each.state, each.request, each.why, each.by) for each in found]
    finally:
        session.close()


def test_a_page_without_a_name_comes_out_while_the_vault_is_shut(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    here = called_away(clean_stage, tmp_path, PRINTS)

    (words,) = paper.words
    assert "Identity not confirmed" in words
    assert NUMBER in words
    assert BIRTHDAY not in words
    assert NUMBER not in paper.arguments
    assert here.house.tickets[0] not in paper.arguments
    assert in_the_vault(here) == [(State.SENT, "Staff-0", "", "")]


def test_it_does_not_come_out_again_once_the_vault_is_opened(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    here = called_away(clean_stage, tmp_path, PRINTS)
    session = sign_in(here.house, PASSPHRASE)
    take_in(here.house, session.vault)

    asked = prints.queue_ended(here.house, session)
    settled = prints.settle(here.house, session, {"Staff-0": JobState.DONE})
    left_over = prints.unprinted(session.vault)
    session.close()

    assert (asked, settled.done, left_over) == ((), ("Staff-0",), ())
    assert len(paper.pages) == 1


def test_a_page_that_the_printer_does_not_take_waits_for_staff_as_not_printed(
    clean_stage: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    print_system(tmp_path, monkeypatch, "exit 1")
    here = called_away(clean_stage, tmp_path, PRINTS)

    ((state, request, why, _by),) = in_the_vault(here)

    assert (state, request) == (State.FAILED, "")
    assert "does not take the page" in why


@pytest.mark.parametrize("printer", [None, SAFE])
def test_nothing_comes_out_where_the_clinic_does_not_say_so(
    clean_stage: QtBot, tmp_path: Path, paper: Paper, printer: Printer | None
) -> None:
    here = called_away(clean_stage, tmp_path, replace(STAFFED, printer=printer))

    assert paper.pages == []
    assert in_the_vault(here) == []


def test_no_page_leaves_for_where_others_could_take_it(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    here = called_away(clean_stage, tmp_path, STAFFED)
    here.house.settings = replace(PRINTS, printer=Printer(name="Corridor"))

    assert leaving(here.house, here.closed[-1]) is None
    assert paper.pages == []


def test_while_staff_work_their_own_room_prints_it_with_the_name(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    here = sat_down(clean_stage, tmp_path, PRINTS)
    lock = printing_lock(here.house)
    assert lock is not None

    tap(here.room.foot.called)
    until_sent(clean_stage, here)
    lock.release()

    assert paper.pages == []
    assert in_the_vault(here) == []


def test_a_kiosk_that_dies_while_it_hands_a_page_over_leaves_one_to_look_for(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    here = called_away(clean_stage, tmp_path, STAFFED)
    here.house.settings = PRINTS

    begun = leaving(here.house, here.closed[-1])
    assert begun is not None
    begun.lock.release()  # as the system does for a process that died
    found = in_the_vault(here)

    assert found == [(State.SENT, "", "", "")]
    assert paper.pages == []


def test_what_anybody_could_post_makes_no_page_count_as_printed(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    here = called_away(clean_stage, tmp_path, PRINTS)
    session = sign_in(here.house, PASSPHRASE)
    take_in(here.house, session.vault)
    (job,) = prints.unprinted(session.vault)
    prints.call_off(here.house, session, job.job)
    forged = {"job": job.job, "printer": "Elsewhere", "request": "", "why": ""}

    post(here.house, News(kind=BY_ITSELF, subject=job.subject, payload=dict(forged)))
    take_in(here.house, session.vault)
    after = prints.unprinted(session.vault)
    session.close()

    assert after == ()
    assert len(paper.pages) == 1


def test_a_patient_who_is_called_away_leaves_a_slip_with_the_word_and_nothing_else(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    here = sat_down(clean_stage, tmp_path, CALLS_AWAY)
    ticket = here.window.patient.conductor.interview.plan.ticket  # type: ignore[union-attr]  # sits

    tap(here.room.foot.called)
    until_sent(clean_stage, here)

    (words,) = paper.words
    assert ticket in words
    assert "Called away in the middle" in words
    for secret in (NUMBER, BIRTHDAY, "1950"):
        assert secret not in words + paper.arguments
    assert in_the_vault(here) == []


def test_a_slip_goes_to_the_printer_of_the_slips_on_its_own_paper(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    roll = SlipPrinter(name="Roll", paper="receipt", is_staff_only=True)

    called_away(clean_stage, tmp_path, replace(CALLS_AWAY, slips=roll))

    assert "-d\nRoll" in paper.arguments
    assert "media=Custom.80x" in paper.arguments


def test_a_sitting_that_ends_otherwise_leaves_no_slip(
    clean_stage: QtBot, tmp_path: Path, paper: Paper
) -> None:
    here = sat_down(clean_stage, tmp_path, CALLS_AWAY)

    here.go_to("thanks")
    until_sent(clean_stage, here)

    assert paper.pages == []
