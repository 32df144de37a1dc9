"""Making the clinic away from the window: what is seen meanwhile, stopped, left and tried again."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import open_house, sign_in
from distressapp.core.roles import Role
from distressapp.core.sitting import Use
from distressapp.service import staff
from distressapp.service.owed import owed
from distressapp.settings import read
from distressapp.staff.setup.last import LastPage
from distressapp.staff.setup.making import MakingPage, ReturnPage
from distressapp.staff.setup.window import SetupWindow
from distressapp.vault import members
from tests.clinics import CHEAP
from tests.service.teams import BEA, BEAS
from tests.staff.setup.wizard import PHRASE, begin, go_on, make, on, opened, prove, reach, settle


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "clinic"


def filled_in(bot: QtBot, root: Path, use: Use = Use.REHEARSAL) -> SetupWindow:
    """The wizard with the first administrator typed."""
    window = opened(bot, root)
    begin(window, use)
    reach(window, "making")
    page = on(window, MakingPage)
    page.name.line.setText("Ana Ito")
    page.secret.first.line.setText(PHRASE)
    page.secret.second.line.setText(PHRASE)
    return window


def test_meanwhile_the_window_says_what_is_done_and_takes_nothing(bot: QtBot, root: Path) -> None:
    window = filled_in(bot, root)

    window.next.click()
    said, was_open = window.message.text(), window.area.isEnabled()
    taken = [each for each in (window.next, window.back, window.leave) if each.isEnabled()]
    window.next.click()
    settle(window)

    assert "The clinic is being made" in said
    assert (was_open, taken) == (False, [])
    assert (window.step.id, window.area.isEnabled(), window.message.text()) == (
        *("recovery", True, ""),
    )


def test_a_window_that_is_shut_meanwhile_leaves_a_clinic_to_go_on_with(
    bot: QtBot, root: Path
) -> None:
    window = filled_in(bot, root)
    window.next.click()

    window.close()

    again = opened(bot, root)
    page = on(again, ReturnPage)
    page.passphrase.line.setText(PHRASE)
    assert window.course.session is None
    assert go_on(again) == "recovery"


def test_a_folder_that_cannot_be_written_is_said_and_tried_again(bot: QtBot, root: Path) -> None:
    window = filled_in(bot, root)
    (root / "strange").write_text("something else")

    refused = go_on(window)
    said = window.message.text()
    (root / "strange").unlink()

    assert (refused, go_on(window)) == ("making", "recovery")
    assert "There is something in" in said


def test_a_weak_passphrase_makes_nothing(bot: QtBot, root: Path) -> None:
    window = filled_in(bot, root)
    page = on(window, MakingPage)
    page.secret.first.line.setText("password")
    page.secret.second.line.setText("password")

    step = go_on(window)

    assert (step, page.secret.first.is_wrong) == ("making", True)
    assert not (root / "kiosk.json").exists()


def test_only_an_administrator_goes_on(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    make(window)
    house, session = window.course.opened
    staff.add(house, session, name=BEA, role=Role.NURSE, passphrase=BEAS, cost=CHEAP)
    window.close()
    again = opened(bot, root)
    page = on(again, ReturnPage)
    page.name.line.setText(BEA)
    page.passphrase.line.setText(BEAS)

    go_on(again)

    assert page.passphrase.is_wrong
    assert again.course.session is None
    assert isinstance(again.page, ReturnPage)


def test_a_rehearsal_can_be_filled_with_invented_patients(bot: QtBot, root: Path) -> None:
    window = filled_in(bot, root)
    on(window, MakingPage).filled.box.setChecked(True)
    said: set[str] = set()
    window.course.working.connect(lambda words: said.add(str(words)))

    step = go_on(window)

    house, session = window.course.opened
    assert step == "recovery"
    assert any("week 20 of" in each for each in said)
    assert len(owed(house, session)) > 0
    assert len(members.members(session.vault)) > 3
    assert session.member.name == "Ana Ito"


def test_the_invented_year_can_be_stopped_and_the_clinic_stands(bot: QtBot, root: Path) -> None:
    window = filled_in(bot, root)
    on(window, MakingPage).filled.box.setChecked(True)
    was_offered: list[bool] = []

    def stop_at_once(words: object) -> None:
        if "week" in str(words) and not was_offered:
            was_offered.append(window.stop.isVisible())
            window.stop.click()

    window.course.working.connect(stop_at_once)

    window.next.click()
    settle(window)
    QApplication.processEvents()

    assert was_offered == [True]
    assert (window.step.id, window.stop.isVisible()) == ("recovery", False)
    window.close()
    house = open_house(root)
    sign_in(house, PHRASE, name="Ana Ito").close()
    house.close()


def test_a_clinical_folder_is_offered_no_invented_patients(bot: QtBot, root: Path) -> None:
    window = filled_in(bot, root, Use.CLINICAL)

    page = on(window, MakingPage)

    assert not page.filled.isVisible()
    assert go_on(window) == "recovery"
    assert read(root / "kiosk.json").use is Use.CLINICAL


def test_the_first_backup_is_made_away_from_the_window(bot: QtBot, root: Path) -> None:
    window = opened(bot, root)
    begin(window)
    make(window)
    prove(window)
    reach(window, "last")

    on(window, LastPage).button.click()
    said = window.message.text()
    settle(window)
    QApplication.processEvents()

    assert said == "A backup is being made."
    assert window.message.text().startswith("A backup was made in one place.")
    assert len(list((root / "backups").iterdir())) == 1
