"""Pages go from the staff's room to a real print system while the room is used, locked, left."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import monotonic_ns, sign_in
from distressapp.printing import system
from distressapp.printing.system import JobState, PrintError
from distressapp.service import prints
from distressapp.service.shift import Shift
from distressapp.settings import Printer
from distressapp.staff.desk import Desk, Place
from distressapp.staff.patient.screen import PatientScreen
from distressapp.staff.printing.screen import PrintingScreen
from distressapp.staff.widgets.buttons import Button
from distressapp.ui import words
from distressapp.vault.prints import State, job
from tests.clinics import PASSPHRASE, copied, opened
from tests.printing.cups import Cups
from tests.service.patients import ANNA, matched, sat
from tests.staff import room as rooms


@pytest.fixture
def desk(clean_stage: QtBot, tmp_path: Path) -> Desk:
    found = rooms.room(clean_stage, tmp_path)
    use(found, "Office")
    return found


def use(desk: Desk, name: str, *, is_staff_only: bool = False) -> None:
    house = desk.house
    house.settings = replace(
        house.settings,
        printer=Printer(name=name, is_staff_only=is_staff_only),
        is_printed_at_end=is_staff_only,
    )


def states(desk: Desk) -> list[State]:
    return [each.state for each in prints.unprinted(desk.session.vault)]


def press(screen: PrintingScreen, words: str) -> None:
    (button,) = [each for each in screen.card.findChildren(Button) if each.words() == words]
    button.click()


def listing(desk: Desk) -> PrintingScreen:
    screen = rooms.shown(desk, Place(screen="printing"))
    assert isinstance(screen, PrintingScreen)
    return screen


def test_a_page_that_is_asked_for_comes_out_of_the_printer(
    desk: Desk, cups: Cups, qtbot: QtBot
) -> None:
    out = cups.root / "out.pdf"
    cups.printer("Office", f"file:{out}")
    sitting = matched(desk.house, desk.session.vault)

    job_id = prints.queue_page(desk.house, desk.session, sitting, has_receipt=True)
    qtbot.waitUntil(lambda: not states(desk))

    found = job(desk.session.vault, job_id)
    assert found is not None
    assert found.state is State.DONE
    pages = [each.extract_text() for each in PdfReader(out).pages]
    assert len(pages) == 2
    assert ANNA.name in pages[0]


def test_the_print_system_is_told_neither_name_nor_number(
    desk: Desk, cups: Cups, qtbot: QtBot
) -> None:
    cups.printer("Office", "file:/dev/null")
    sitting = matched(desk.house, desk.session.vault)

    prints.queue_page(desk.house, desk.session, sitting)
    qtbot.waitUntil(lambda: not states(desk))

    qtbot.waitUntil(lambda: not cups.pages_it_kept)
    kept = cups.all_it_kept
    assert ANNA.name.encode() not in kept
    assert ANNA.record_number.encode() not in kept
    assert sitting.encode() not in kept


def test_a_printer_that_is_gone_in_mid_job_leaves_a_page_that_is_sent_elsewhere(
    desk: Desk, cups: Cups, qtbot: QtBot
) -> None:
    out = cups.root / "out.pdf"
    cups.printer("Office", "socket://127.0.0.1:9", is_pdf=False)
    cups.printer("Ward", f"file:{out}")
    prints.queue_page(desk.house, desk.session, matched(desk.house, desk.session.vault))
    qtbot.waitUntil(lambda: bool(prints.requests(desk.session.vault)))

    cups.run("cupsdisable", "Office")
    cups.run("lpadmin", "-x", "Office")
    qtbot.waitUntil(lambda: states(desk) == [State.FAILED])
    screen = listing(desk)
    qtbot.waitUntil(lambda: bool(screen.queues))
    screen.table.select(prints.unprinted(desk.session.vault)[0].job)
    press(screen, "Ward")

    qtbot.waitUntil(lambda: not states(desk))
    assert ANNA.name in PdfReader(out).pages[0].extract_text()


def test_a_page_that_is_called_off_does_not_come_out_later(
    desk: Desk, cups: Cups, qtbot: QtBot
) -> None:
    cups.printer("Office", "socket://127.0.0.1:9", is_pdf=False)
    prints.queue_page(desk.house, desk.session, matched(desk.house, desk.session.vault))
    qtbot.waitUntil(lambda: bool(prints.requests(desk.session.vault)))
    (request,) = prints.requests(desk.session.vault)
    screen = listing(desk)
    screen.table.select(prints.unprinted(desk.session.vault)[0].job)

    press(screen, "Do not print it")

    qtbot.waitUntil(lambda: system.states([request]).get(request) in {None, JobState.CANCELLED})
    assert states(desk) == []


def test_a_printer_that_is_not_there_is_said_at_once(desk: Desk, cups: Cups, qtbot: QtBot) -> None:
    del cups

    prints.queue_page(desk.house, desk.session, matched(desk.house, desk.session.vault))

    qtbot.waitUntil(lambda: states(desk) == [State.FAILED])
    assert "does not take the page" in prints.unprinted(desk.session.vault)[0].why


def test_a_page_is_handed_over_while_the_room_is_locked(
    desk: Desk, cups: Cups, qtbot: QtBot
) -> None:
    out = cups.root / "out.pdf"
    cups.printer("Office", f"file:{out}")
    sitting = matched(desk.house, desk.session.vault)
    window = rooms.window_of(desk)
    job_id = prints.queue_page(desk.house, desk.session, sitting)
    window.prints.look()

    window.lock()
    qtbot.waitUntil(lambda: not window.prints.is_busy)
    qtbot.waitUntil(out.exists)
    session = sign_in(window.house, PASSPHRASE)
    again = window.enter(Shift(window.house, session, None, clock_ns=monotonic_ns))
    qtbot.waitUntil(lambda: not states(again))

    found = job(again.session.vault, job_id)
    assert found is not None
    assert found.state is State.DONE


def test_a_sitting_that_ended_prints_by_itself_only_where_the_clinic_says_so(
    desk: Desk, cups: Cups, qtbot: QtBot
) -> None:
    out = cups.root / "out.pdf"
    cups.printer("Office", f"file:{out}")
    sat(desk.house, desk.session.vault)
    rooms.window_of(desk).prints.look()
    by_itself = states(desk)

    use(desk, "Office", is_staff_only=True)

    qtbot.waitUntil(out.exists)
    qtbot.waitUntil(lambda: not states(desk))
    assert by_itself == []
    assert "Identity not confirmed" in PdfReader(out).pages[0].extract_text()


def test_what_waits_without_a_print_system_is_said(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    screen = listing(desk)

    prints.queue_page(desk.house, desk.session, matched(desk.house, desk.session.vault))

    qtbot.waitUntil(lambda: states(desk) == [State.FAILED])
    qtbot.waitUntil(
        lambda: "Not printed: This computer has no print system" in screen.table.rows[0].state,
    )
    assert screen.lead.text() == "1 page is not printed."
    assert screen.table.rows[0].job.state is State.FAILED


def test_a_page_in_the_hand_is_said_to_be_printed(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    prints.queue_page(desk.house, desk.session, matched(desk.house, desk.session.vault))
    qtbot.waitUntil(lambda: states(desk) == [State.FAILED])
    screen = listing(desk)
    screen.table.select(prints.unprinted(desk.session.vault)[0].job)

    press(screen, "I have the page")

    assert states(desk) == []
    assert screen.lead.text() == "Everything that was asked for came out."


def test_a_page_that_waited_when_the_program_ended_comes_out_after_the_next_start(
    clean_stage: QtBot, tmp_path: Path, cups: Cups
) -> None:
    out = cups.root / "out.pdf"
    cups.printer("Office", f"file:{out}")
    before = opened(copied(tmp_path / "clinic"))
    session = sign_in(before, PASSPHRASE)
    job_id = prints.queue_page(before, session, matched(before, session.vault), printer="Office")
    session.close()
    before.close()

    desk = rooms.room(clean_stage, tmp_path, house=opened(tmp_path / "clinic"))
    clean_stage.waitUntil(lambda: not states(desk))

    found = job(desk.session.vault, job_id)
    assert found is not None
    assert (found.state, found.tries) == (State.DONE, 1)
    assert out.exists()


def test_many_pages_at_once_all_count_as_printed_and_none_is_kept(
    desk: Desk, cups: Cups, qtbot: QtBot
) -> None:
    cups.printer("Office", f"file:{cups.root / 'out.pdf'}")
    sitting = matched(desk.house, desk.session.vault)
    window = rooms.window_of(desk)

    jobs = [prints.queue_page(desk.house, desk.session, sitting) for _nth in range(6)]
    desk.told()
    qtbot.waitUntil(lambda: not states(desk))
    qtbot.waitUntil(lambda: not cups.pages_it_kept)

    assert {found.state for each in jobs if (found := job(desk.session.vault, each))} == {
        State.DONE
    }
    qtbot.waitUntil(lambda: not window.prints.is_busy)


def test_what_was_still_to_be_deleted_at_the_end_is_deleted_after_the_next_start(
    clean_stage: QtBot, tmp_path: Path, cups: Cups
) -> None:
    cups.printer("Office", f"file:{cups.root / 'out.pdf'}")
    before = opened(copied(tmp_path / "clinic"))
    session = sign_in(before, PASSPHRASE)
    sitting = matched(before, session.vault)
    job_id = prints.queue_page(before, session, sitting, printer="Office")
    (waiting,) = prints.waiting(session.vault)
    request = prints.hand_over(prints.ready(before, session, waiting, words))
    prints.handed(before, session, job_id, request)
    clean_stage.waitUntil(lambda: system.states([request]).get(request) is JobState.DONE)
    prints.settle(before, session, system.states([request]))
    session.close()
    before.close()
    kept = cups.pages_it_kept

    rooms.room(clean_stage, tmp_path, house=opened(tmp_path / "clinic"))
    clean_stage.waitUntil(lambda: not cups.pages_it_kept)

    assert kept


def is_done(request: str) -> bool:
    """The print system says so; it may be too busy to say anything."""
    # Not by its library: within one process that stays with the print system it asked first.
    try:
        return system.states([request]).get(request) is JobState.DONE
    except PrintError:
        return False


def test_nothing_is_deleted_before_it_is_noted_what_became_of_it(
    desk: Desk, cups: Cups, qtbot: QtBot
) -> None:
    cups.printer("Office", f"file:{cups.root / 'out.pdf'}")
    sitting = matched(desk.house, desk.session.vault)
    window = rooms.window_of(desk)
    prints.queue_page(desk.house, desk.session, sitting)
    qtbot.waitUntil(lambda: not states(desk))
    cups.run("cupsdisable", "Office")
    job_id = prints.queue_page(desk.house, desk.session, sitting)
    window.prints.look()
    qtbot.waitUntil(lambda: bool(prints.requests(desk.session.vault)))
    (request,) = prints.requests(desk.session.vault)
    window.lock()
    cups.run("cupsenable", "Office")
    qtbot.waitUntil(lambda: not window.prints.is_busy)
    qtbot.waitUntil(lambda: is_done(request))
    for _nth in range(4):
        window.prints.look()
        qtbot.waitUntil(lambda: not window.prints.is_busy)

    session = sign_in(window.house, PASSPHRASE)
    again = window.enter(Shift(window.house, session, None, clock_ns=monotonic_ns))
    qtbot.waitUntil(lambda: not states(again))

    found = job(again.session.vault, job_id)
    assert found is not None
    assert found.state is State.DONE


def test_a_page_that_is_taken_back_by_undo_does_not_come_out_later(
    desk: Desk, cups: Cups, qtbot: QtBot
) -> None:
    cups.printer("Office", "socket://127.0.0.1:9", is_pdf=False)
    sitting = matched(desk.house, desk.session.vault)
    screen = rooms.shown(desk, Place(screen="patient", subject=sitting, part="pages"))
    assert isinstance(screen, PatientScreen)
    qtbot.waitUntil(lambda: bool(screen.pages.pictures))
    screen.pages.print.click()
    qtbot.waitUntil(lambda: bool(prints.requests(desk.session.vault)))
    (request,) = prints.requests(desk.session.vault)
    shell = rooms.window_of(desk).shell
    assert shell is not None

    shell.notice.undo.click()

    qtbot.waitUntil(lambda: system.states([request]).get(request) in {None, JobState.CANCELLED})
    assert states(desk) == []
