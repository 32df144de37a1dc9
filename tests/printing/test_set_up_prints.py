"""The wizard's printer, tried for real: found, tested, and asked to forget the recovery code."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from distressapp.settings import Printer
from distressapp.staff.forms.printing import PrintingForm
from distressapp.staff.setup.recovery import RecoveryPage
from distressapp.staff.setup.settings_pages import PrintingPage
from distressapp.staff.widgets.fields import Choice
from tests.printing.cups import Cups
from tests.staff.setup.wizard import begin, make, on, opened, prove, reach


def test_a_printer_is_found_tested_and_told_to_forget_the_code(
    clean_stage: QtBot, cups: Cups, tmp_path: Path
) -> None:
    bot = clean_stage
    cups.printer("Office", f"file:{cups.root / 'out.pdf'}")
    window = opened(bot, tmp_path / "clinic")
    begin(window)
    reach(window, "printing")
    form = on(window, PrintingPage).form
    assert isinstance(form, PrintingForm)
    bot.waitUntil(lambda: isinstance(form.printer, Choice))
    assert isinstance(form.printer, Choice)
    form.printer.choose("Office")
    form.button.click()
    bot.waitUntil(form.button.isEnabled)
    form.staff_only.box.setChecked(True)
    form.at_end.box.setChecked(True)

    make(window)
    page = on(window, RecoveryPage)
    page.card.print.click()
    code = window.course.code
    bot.waitUntil(lambda: code.encode() in cups.all_it_kept)
    (cups.root / "out.pdf").unlink(missing_ok=True)
    prove(window)

    assert window.course.settings.printer == Printer(name="Office", is_staff_only=True)
    assert window.course.settings.is_printed_at_end
    bot.waitUntil(lambda: code.encode() not in spooled(cups))
    window.close()


def spooled(cups: Cups) -> bytes:
    return b"".join((cups.root / "spool" / each).read_bytes() for each in cups.pages_it_kept)
