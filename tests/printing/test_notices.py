"""The test page and the sheet with the recovery code, through a real print system."""

from pypdf import PdfReader

from distressapp.keys.recovery import new_code
from distressapp.printing import system
from distressapp.printing.system import JobState
from distressapp.service.notices import print_recovery_code, print_test_page, printers, purge
from tests.patience import until
from tests.printing.cups import Cups


def is_done(request: str) -> bool:
    return system.states([request]).get(request) is JobState.DONE


def test_the_printers_of_the_computer_are_offered_by_name(cups: Cups) -> None:
    cups.printer("Ward", f"file:{cups.root / 'ward.pdf'}")
    cups.printer("Office", f"file:{cups.root / 'office.pdf'}")

    assert printers() == ("Office", "Ward")


def test_a_test_page_comes_out_and_names_the_clinic(cups: Cups) -> None:
    out = cups.root / "out.pdf"
    cups.printer("Office", f"file:{out}")

    request = print_test_page("Harbour Clinic", printer="Office", paper="a4")

    until(lambda: is_done(request))
    assert len(PdfReader(out).pages) == 1


def test_the_print_system_keeps_no_recovery_code_once_it_was_purged(cups: Cups) -> None:
    code = new_code()
    out = cups.root / "out.pdf"
    cups.printer("Office", f"file:{out}")
    request = print_recovery_code("Harbour Clinic", code, printer="Office", paper="a4")
    until(lambda: is_done(request))
    kept = cups.pages_it_kept
    was_there = code.encode() in cups.all_it_kept

    purge(request)
    out.unlink()
    until(lambda: not cups.pages_it_kept)

    assert kept
    assert was_there
    assert code.encode() not in cups.all_it_kept
