import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import open_house, sign_in
from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Role
from distressapp.core.sitting import Use
from distressapp.service.keyfiles import is_recovery_proven
from distressapp.service.readiness import missing_today
from distressapp.service.settings_history import history
from distressapp.settings import Settings, read
from distressapp.staff.setup.front import check_folder, open_window
from distressapp.staff.setup.last import LastPage
from distressapp.staff.setup.making import MakingPage, ReturnPage
from distressapp.staff.setup.people import PeoplePage
from distressapp.staff.setup.recovery import RecoveryPage
from distressapp.staff.setup.settings_pages import (
    CallsPage,
    ClinicPage,
    CutoffsPage,
    HoursPage,
    PrintingPage,
)
from distressapp.staff.setup.trial import TrialPage
from distressapp.staff.setup.window import SetupWindow
from distressapp.staff.setup.wording import WordingPage
from distressapp.staff.widgets.pieces import Words
from distressapp.vault import members
from tests.clinics import Clock
from tests.service.teams import BEA, BEAS
from tests.service.test_packs import pack
from tests.staff.setup.wizard import NAME, PHRASE, begin, day, go_on, make, on, opened, prove, reach
from tests.ui.hands import press, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "clinic"


def everything(root: Path) -> bytes:
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def words(window: SetupWindow) -> str:
    for _round in range(3):
        QApplication.processEvents()
    return "\n".join(each.text() for each in window.findChildren(Words) if each.isVisible())


def fill_for_clinical_use(window: SetupWindow) -> None:
    """Every step that clinical use needs."""
    hours = on(window, HoursPage).form
    for field, at in zip(hours.days["monday"], ("8:00", "16:30"), strict=True):  # type: ignore[attr-defined]  # of this page
        field.line.setText(at)
    assert go_on(window) == "calls"
    calls = on(window, CallsPage).form
    for field in calls.people.values():  # type: ignore[attr-defined]  # of this page
        field.line.setText("Somebody")
    label, number = calls.numbers[0]  # type: ignore[attr-defined]  # of this page
    label.line.setText("Crisis line")
    number.line.setText("116 123")
    assert go_on(window) == "trial"
    trial = on(window, TrialPage).form
    trial.has_sounded = True
    trial.heard.box.setChecked(True)
    trial.name.line.setText("Nurse B")
    reach(window, "cutoffs")
    form = on(window, CutoffsPage).form
    form.by.line.setText("Dr. A")  # type: ignore[attr-defined]  # of this page
    form.on.show_day(day(window))  # type: ignore[attr-defined]  # of this page
    form.agree.box.setChecked(True)  # type: ignore[attr-defined]  # of this page


def test_a_clinic_is_made_step_by_step_and_opens(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    make(window)
    prove(window)
    reach(window, "last")
    done: list[object] = []
    window.finished.connect(done.append)

    window.next.click()

    assert done == [None]
    assert read(root / "kiosk.json") == Settings(
        clinic=NAME, use=Use.REHEARSAL, timezone="Europe/Madrid"
    )
    assert not (root / "setup.draft.json").exists()
    house = open_house(root)
    sign_in(house, PHRASE, name="Ana Ito").close()
    assert is_recovery_proven(house.folder)
    house.close()


def test_a_clinical_folder_is_ready_once_every_step_is_filled_in(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window, Use.CLINICAL)
    fill_for_clinical_use(window)
    make(window)
    prove(window)
    reach(window, "last")

    assert window.course.house is not None
    assert missing_today(window.course.house) == ()
    assert "Everything that clinical use needs is there." in words(window)


def test_the_last_page_says_what_is_missing_for_clinical_use(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window, Use.CLINICAL)
    make(window)
    prove(window)
    reach(window, "last")

    said = words(on(window, LastPage).window())  # type: ignore[arg-type]  # the wizard's

    assert "The call for help was never tested on this kiosk." in said
    assert "Nobody is named who comes when a patient calls." in said
    assert "No clinician has confirmed the cut-offs." in said
    assert "HADS is not offered" in said


def test_what_was_typed_is_there_again_and_nobody_elses_to_read(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window, Use.CLINICAL)
    for field, at in zip(on(window, HoursPage).form.days["monday"], ("9", "10"), strict=True):  # type: ignore[attr-defined]  # of this page
        field.line.setText(at)
    window.leave.click()

    again = opened(bot, root)

    assert again.step.id == "hours"
    assert again.course.settings.now.hours["monday"].opens.hour == 9
    assert (root / "setup.draft.json").stat().st_mode & 0o777 == 0o600
    assert window.isHidden()


def test_no_secret_stands_in_any_file(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    reach(window, "making")
    page = on(window, MakingPage)
    page.secret.first.line.setText(PHRASE)
    window.leave.click()
    left = everything(root)

    again = opened(bot, root)
    make(again)
    code = again.course.code
    shown = everything(root)

    for content in (left, shown):
        assert PHRASE.encode() not in content
        assert code.encode() not in content
        assert code.replace("-", "").encode() not in content


def test_a_set_up_left_before_the_code_was_proven_goes_on_with_a_new_code(
    bot: QtBot, root: Path
) -> None:
    window = opened(bot, root)
    begin(window)
    make(window)
    first = window.course.code
    window.close()

    again = opened(bot, root)
    page = on(again, ReturnPage)
    page.passphrase.line.setText("another passphrase than that")
    go_on(again)
    is_refused = page.passphrase.is_wrong
    page.passphrase.line.setText(PHRASE)
    assert go_on(again) == "recovery"
    second = again.course.code
    prove(again)

    assert is_refused
    assert second != first
    assert again.course.session is not None
    assert members.is_recovery_proven(again.course.session.vault)


def test_the_code_is_hidden_while_it_is_typed_back_and_no_other_is_taken(
    bot: QtBot, root: Path
) -> None:
    window = opened(bot, root)
    begin(window)
    make(window)
    page = on(window, RecoveryPage)
    code = window.course.code
    was_shown = code[:4] in page.card.shown.text()

    page.card.hide_it.click()
    page.card.typed.line.setText("AAAA-BBBB")
    step = go_on(window)

    assert was_shown
    assert page.card.shown.text() == ""
    assert (step, page.card.typed.is_wrong) == ("recovery", True)


def test_a_page_that_is_wrong_is_not_left_by_next_and_says_why(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)

    step = go_on(window)

    form = on(window, ClinicPage).form
    assert step == "clinic"
    assert form.name.is_wrong  # type: ignore[attr-defined]  # of this page
    assert form.use.is_wrong  # type: ignore[attr-defined]  # of this page
    assert not (root / "setup.draft.json").exists()


def test_the_first_step_is_gone_through_by_keys_alone(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    bot.waitUntil(lambda: window.focusWidget() is not None)
    write(window.focusWidget(), NAME)
    press(window.focusWidget(), Qt.Key.Key_Tab)
    press(window.focusWidget(), Qt.Key.Key_Space)

    press(window.focusWidget(), Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Return)

    assert window.step.id == "hours"
    assert window.course.settings.clinic == NAME
    assert window.course.settings.use is Use.REHEARSAL
    press(window, Qt.Key.Key_Escape)
    assert window.step.id == "clinic"


def test_a_test_of_the_call_needs_the_sound_the_tick_and_a_name(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    reach(window, "trial")
    page = on(window, TrialPage).form
    page.name.line.setText("Nurse B")

    steps = [go_on(window)]
    page.heard.box.setChecked(True)
    page.sound.click()
    steps.append(go_on(window))

    assert steps == ["trial", "questions"]
    assert window.course.settings.now.tested_by == "Nurse B"
    assert window.course.settings.now.tested_at == window.course.given.clock()


def test_cut_offs_are_confirmed_whole_or_not_at_all(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    reach(window, "cutoffs")
    form = on(window, CutoffsPage).form
    form.by.line.setText("Dr. A")  # type: ignore[attr-defined]  # of this page

    step = go_on(window)

    assert step == "cutoffs"
    assert form.on.is_wrong  # type: ignore[attr-defined]  # of this page
    assert form.agree.is_wrong  # type: ignore[attr-defined]  # of this page


def test_a_printer_is_staff_only_once_a_test_page_was_looked_at(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    reach(window, "printing")
    form = on(window, PrintingPage).form
    form.printer.line.setText("ward")  # type: ignore[attr-defined]  # of this page
    form.staff_only.box.setChecked(True)  # type: ignore[attr-defined]  # of this page

    step = go_on(window)

    assert step == "printing"
    assert "Print a test page first" in words(window)


def test_people_are_added_with_a_role_and_a_passphrase_of_their_own(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    make(window)
    prove(window)
    page = on(window, PeoplePage)
    page.button.click()
    is_asked = page.name is not None and page.name.is_wrong and page.role.is_wrong
    assert page.name is not None
    page.name.line.setText(BEA)
    page.role.choose(Role.NURSE)
    page.secret.first.line.setText(BEAS)
    page.secret.second.line.setText(BEAS)

    assert go_on(window) == "wording"

    window.close()
    house = open_house(root)
    session = sign_in(house, BEAS, name=BEA)
    assert is_asked
    assert session.member.role is Role.NURSE
    session.close()
    house.close()


def test_licensed_wording_is_installed_with_its_permission(
    bot: QtBot, root: Path, tmp_path: Path
) -> None:
    window = opened(bot, root)
    begin(window, Use.CLINICAL)
    make(window)
    prove(window)
    reach(window, "wording")
    form = on(window, WordingPage).form
    assert form is not None
    form.path.line.setText(str(pack(tmp_path)))

    refused = go_on(window)
    assert form.compared is not None
    form.compared.tick.box.setChecked(True)
    form.permission.holder.line.setText("Clinic")
    form.permission.reference.line.setText("L-1")
    form.permission.uses["clinical"].box.setChecked(True)
    step = go_on(window)

    assert (refused, step) == ("wording", "last")
    assert window.course.settings.permissions[0].reference == "L-1"


def test_a_setting_changed_after_the_clinic_was_made_is_an_entry(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    make(window)
    prove(window)
    window.show_step(2)
    on(window, CallsPage).form.people["responder"].line.setText("Nurse B")  # type: ignore[attr-defined]  # of this page

    window.next.click()

    house, session = window.course.opened
    newest = history(house, session)[0]
    assert [each.key for each in newest.changed] == ["now.responder"]
    assert newest.by == "Ana Ito"


def test_what_a_folder_is_for_is_not_asked_again(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    make(window)

    window.show_step(0)

    assert not on(window, ClinicPage).form.use.isVisible()  # type: ignore[attr-defined]  # of this page


def test_a_clinic_that_is_set_up_is_not_set_up_again(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    make(window)
    prove(window)
    reach(window, "last")
    window.next.click()

    with pytest.raises(ExpectedError, match="already"):
        check_folder(root)
    with pytest.raises(ExpectedError, match="already"):
        open_window(root)


def test_a_damaged_draft_is_said(bot: QtBot, root: Path) -> None:
    assert bot is not None
    root.mkdir()
    (root / "setup.draft.json").write_text(json.dumps({"settings": 7}))

    with pytest.raises(ExpectedError, match=r"setup\.draft\.json"):
        open_window(root)


def test_the_day_of_the_wizard_is_the_clinics(bot: QtBot, root: Path) -> None:
    clock = Clock()
    clock.at = clock.at.replace(hour=23, minute=30)
    window = opened(bot, root, clock)
    before = day(window)

    begin(window)

    assert (before.day, day(window).day) == (2, 3)


def test_a_window_that_is_shut_keeps_the_form_that_is_whole(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    reach(window, "calls")
    on(window, CallsPage).form.people["responder"].line.setText("Nurse B")  # type: ignore[attr-defined]  # of this page

    window.close()

    assert opened(bot, root).course.settings.now.responder == "Nurse B"
