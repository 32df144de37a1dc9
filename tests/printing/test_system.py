"""The print system, asked for real: CUPS with a PDF printer, and printers that are not there."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from distressapp.printing import system
from distressapp.printing.system import JobState, PrintError
from tests.patience import until
from tests.printing.cups import Cups


def page(words: str) -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 700, words)
    canvas.save()
    return out.getvalue()


def state_of(request: str) -> JobState | None:
    return system.states([request]).get(request)


def nowhere() -> str:
    """A printer on the network where nobody answers."""
    return "socket://127.0.0.1:9"


def test_a_page_comes_out_of_a_real_printer(cups: Cups) -> None:
    out = cups.root / "out.pdf"
    cups.printer("Office", f"file:{out}")

    request = system.submit(page("Hello paper"), printer="Office", title="Page 1a2b", paper="a4")

    until(lambda: state_of(request) is JobState.DONE)
    assert "Hello paper" in PdfReader(out).pages[0].extract_text()


def test_the_paper_is_the_one_that_is_asked_for(cups: Cups) -> None:
    out = cups.root / "out.pdf"
    cups.printer("Office", f"file:{out}")

    request = system.submit(page("Wide"), printer="Office", title="Page 1a2b", paper="letter")

    until(lambda: state_of(request) is JobState.DONE)
    box = PdfReader(out).pages[0].mediabox
    assert (int(box.width), int(box.height)) == (612, 792)


def test_a_printer_that_does_not_answer_keeps_the_page(cups: Cups) -> None:
    cups.printer("Gone", nowhere(), is_pdf=False)

    request = system.submit(page("Held"), printer="Gone", title="Page 1a2b", paper="a4")

    until(lambda: state_of(request) in {JobState.PRINTING, JobState.WAITING})
    assert state_of(request) is not JobState.DONE


def test_a_page_that_is_taken_back_is_gone(cups: Cups) -> None:
    cups.printer("Gone", nowhere(), is_pdf=False)
    request = system.submit(page("Held"), printer="Gone", title="Page 1a2b", paper="a4")

    system.purge(request)

    until(lambda: state_of(request) in {None, JobState.CANCELLED})
    assert cups.pages_it_kept == []


def test_a_printer_that_is_taken_away_takes_its_pages_with_it(cups: Cups) -> None:
    cups.printer("Gone", nowhere(), is_pdf=False)
    cups.run("cupsdisable", "Gone")
    request = system.submit(page("Held"), printer="Gone", title="Page 1a2b", paper="a4")
    before = state_of(request)

    cups.run("lpadmin", "-x", "Gone")

    assert before is JobState.WAITING
    assert state_of(request) in {None, JobState.CANCELLED}


def test_an_unknown_printer_takes_nothing(cups: Cups) -> None:
    del cups

    with pytest.raises(PrintError, match="does not take the page") as found:
        system.submit(page("Lost"), printer="Nobody", title="Page 1a2b", paper="a4")

    assert found.value.is_known


def test_printers_are_listed_with_what_ails_them(cups: Cups) -> None:
    cups.printer("Office", f"file:{cups.root}/out.pdf")
    cups.printer("Asleep", nowhere(), is_pdf=False)
    cups.printer("Closed", nowhere(), is_pdf=False)
    cups.run("cupsdisable", "-r", "out of paper", "Asleep")
    cups.run("cupsreject", "Closed")

    found = {each.name: each for each in system.queues()}

    assert list(found) == ["Asleep", "Closed", "Office"]
    assert found["Office"].is_ready
    assert not found["Asleep"].is_ready
    assert "out of paper" in found["Asleep"].said
    assert not found["Closed"].is_ready


def test_the_print_system_keeps_no_page_once_it_is_told_to_forget_it(cups: Cups) -> None:
    cups.printer("Office", f"file:{cups.root.parent}/{cups.root.name}-out.pdf")
    request = system.submit(page("CANARY"), printer="Office", title="Page 1a2b", paper="a4")
    until(lambda: state_of(request) is JobState.DONE)

    before = cups.pages_it_kept
    system.purge(request)

    Path(f"{cups.root.parent}/{cups.root.name}-out.pdf").unlink()
    assert len(before) == 1
    assert cups.pages_it_kept == []
    assert b"CANARY" not in cups.all_it_kept


def test_to_forget_a_page_that_came_out_calls_none_off_that_waits(cups: Cups) -> None:
    cups.printer("Office", f"file:{cups.root}/out.pdf")
    first = system.submit(page("First"), printer="Office", title="Page 1a2b", paper="a4")
    until(lambda: state_of(first) is JobState.DONE)
    cups.run("cupsdisable", "Office")
    second = system.submit(page("Second"), printer="Office", title="Page 3c4d", paper="a4")

    early = system.purge(first)
    waiting = state_of(second)
    cups.run("cupsenable", "Office")
    until(lambda: state_of(second) is JobState.DONE)
    late = system.purge(second)

    assert (early, late) == (False, True)
    assert waiting is JobState.WAITING
    assert cups.pages_it_kept == []


@pytest.mark.parametrize("name", ["-o", "a b", "", "x/y", "it's"])
def test_what_is_no_printers_name_is_not_handed_on(name: str) -> None:
    with pytest.raises(PrintError, match="not the name of a printer"):
        system.submit(page("Lost"), printer=name, title="Page 1a2b", paper="a4")


def test_without_a_print_system_a_person_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")

    with pytest.raises(PrintError, match="no print system"):
        system.queues()

    assert not system.is_there()


def test_a_print_system_that_is_shut_is_no_list_of_lost_pages(
    cups: Cups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(cups.root / "no.sock"))

    with pytest.raises(PrintError, match="does not answer"):
        system.states(["Office-1"])
    with pytest.raises(PrintError, match="does not answer"):
        system.queues()


def test_a_computer_without_printers_has_none(cups: Cups) -> None:
    del cups

    found = system.queues()

    assert found == ()


def test_a_print_system_that_never_answers_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("lp", "lpstat", "cancel"):
        (tmp_path / name).write_text("#!/bin/sh\nexec sleep 30\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(system, "TIMEOUT_S", 0.2)

    with pytest.raises(PrintError, match="does not answer") as lost:
        system.submit(page("Lost"), printer="Office", title="Page 1a2b", paper="a4")
    with pytest.raises(PrintError, match="does not answer") as asked:
        system.queues()

    assert not lost.value.is_known
    assert asked.value.is_known
