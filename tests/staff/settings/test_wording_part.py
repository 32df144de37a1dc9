"""A pack through the window: looked at, compared, allowed, installed; or refused in place."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.core.roles import Role
from distressapp.core.sitting import Use
from distressapp.service.packs import look_into
from distressapp.service.publishing import change_settings
from distressapp.settings import Permission
from distressapp.staff.desk import Desk, Place
from distressapp.staff.forms.wording import PackForm
from distressapp.staff.settings.overview import OverviewPart
from distressapp.staff.settings.screen import SettingsScreen
from distressapp.staff.settings.wording import WordingPart
from distressapp.staff.today.screen import TodayScreen
from distressapp.staff.widgets.pieces import Words
from tests.clinics import settings
from tests.service.test_packs import pack
from tests.staff import room as rooms
from tests.staff.settings.test_settings_screen import as_role
from tests.ui.hands import tap


@pytest.fixture
def clinical(bot: QtBot, tmp_path: Path) -> Desk:
    """Of a clinical folder, in which nothing licensed is installed yet."""
    return rooms.room(bot, tmp_path, wanted=settings(Use.CLINICAL))


def part_of(desk: Desk) -> WordingPart:
    screen = rooms.shown(desk, Place(screen="settings", part="wording"))
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.part, WordingPart)
    return screen.part


def form_of(desk: Desk) -> PackForm:
    form = part_of(desk).form
    assert form is not None
    return form


def words(desk: Desk) -> str:
    QApplication.processEvents()
    found = rooms.window_of(desk).findChildren(Words)
    return "\n".join(each.text() for each in found if each.isVisible())


def looked(desk: Desk, path: Path) -> PackForm:
    """The form with that file chosen."""
    form = form_of(desk)
    form.ask_file = lambda: str(path)
    form.file.click()
    return form


def allow(form: PackForm, *uses: str) -> None:
    """Everything that is asked for."""
    assert form.compared is not None
    form.compared.tick.box.setChecked(True)
    form.permission.holder.line.setText("Harbour Clinic")
    form.permission.reference.line.setText("L-2026-1")
    for each in uses:
        form.permission.uses[each].box.setChecked(True)


def test_a_pack_stands_beside_its_definition_before_it_is_installed(
    clinical: Desk, tmp_path: Path
) -> None:
    hads = clinical.house.instruments["hads"]

    form = looked(clinical, pack(tmp_path))

    assert form.compared is not None
    table = form.compared.table
    rows = [[column.text(row) for column in table.columns] for row in table.rows]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 15)]
    assert [row[1] for row in rows[:2]] == ["HADS-A", "HADS-D"]
    for row, item in zip(rows, hads.items, strict=True):
        points = [line.partition(":")[0] for line in row[3].splitlines()]
        assert points == [str(each) for each in item.values]
    assert "Owner: The owner" in words(clinical)
    assert clinical.house.settings.packs == {}


def test_every_word_of_the_comparison_can_be_read(clinical: Desk, tmp_path: Path) -> None:
    form = looked(clinical, pack(tmp_path))
    QApplication.processEvents()

    assert form.compared is not None
    table = form.compared.table

    assert not table.view.verticalScrollBar().isVisible()
    for place in range(len(table.rows)):
        for at in range(len(table.columns)):
            index = table.view.model().index(place, at)
            rect = table.view.visualRect(index)
            metrics = table.view.fontMetrics()
            lines = len(table.words_at(index.row(), index.column()).splitlines())
            assert rect.height() >= lines * metrics.height()


def test_a_pack_is_installed_with_its_permission_and_the_instrument_is_offered(
    clinical: Desk, tmp_path: Path
) -> None:
    path = pack(tmp_path)
    form = looked(clinical, path)
    allow(form, "clinical", "research")
    form.permission.since.show_day(date(2026, 1, 1))
    form.permission.until.show_day(date(2027, 12, 31))

    tap(form.button)

    assert clinical.house.settings.permissions == (
        Permission(
            instrument="hads",
            holder="Harbour Clinic",
            reference="L-2026-1",
            since=date(2026, 1, 1),
            until=date(2027, 12, 31),
            uses=("clinical", "research"),
        ),
    )
    assert list(clinical.house.settings.packs) == ["hads.en"]
    said = words(clinical)
    assert "HADS: offered in English." in said
    assert (
        "HADS: permission L-2026-1, given to Harbour Clinic, from 1 January 2026 until "
        "31 December 2027. For: Clinical use, with patients, Research." in said
    )
    assert "hads.en is installed" in said


def test_nothing_is_installed_before_somebody_says_that_they_compared_it(
    clinical: Desk, tmp_path: Path
) -> None:
    form = looked(clinical, pack(tmp_path))
    allow(form, "clinical")
    assert form.compared is not None
    form.compared.tick.box.setChecked(False)

    is_installed = form.install()

    assert not is_installed
    assert form.compared.tick.is_wrong
    assert clinical.house.settings.packs == {}


def test_everything_that_the_permission_lacks_is_said_below_its_field(
    clinical: Desk, tmp_path: Path
) -> None:
    form = looked(clinical, pack(tmp_path))

    is_installed = form.install()

    fields = form.permission
    assert not is_installed
    assert form.compared is not None
    assert form.compared.tick.is_wrong
    assert fields.holder.is_wrong
    assert fields.reference.is_wrong
    assert fields.uses["training"].is_wrong
    assert not fields.until.is_wrong


ENDED = Permission(instrument="hads", holder="H", reference="R", until=date(2026, 3, 1))
BACKWARDS = replace(ENDED, since=date(2026, 9, 1), until=date(2026, 8, 31))
FOR_TRAINING = replace(ENDED, until=None, uses=("training",))
FOR_RESEARCH = replace(ENDED, until=None, uses=("research",))


@pytest.mark.parametrize("record", [ENDED, BACKWARDS, FOR_TRAINING, FOR_RESEARCH])
def test_a_permission_that_cannot_carry_this_clinic_is_refused_at_its_field(
    clinical: Desk, tmp_path: Path, record: Permission
) -> None:
    form = looked(clinical, pack(tmp_path))
    allow(form)
    form.permission.show_record(record)

    is_installed = form.install()

    is_about_days = record.until is not None
    assert not is_installed
    assert form.permission.until.is_wrong is is_about_days
    assert form.permission.uses["training"].is_wrong is not is_about_days
    assert clinical.house.settings.permissions == ()


def test_leave_for_training_is_enough_in_a_rehearsal(desk: Desk, tmp_path: Path) -> None:
    form = looked(desk, pack(tmp_path))
    allow(form, "training")

    tap(form.button)

    assert list(desk.house.settings.packs) == ["hads.en"]


def test_a_pack_that_was_changed_after_it_was_looked_at_is_not_installed(
    clinical: Desk, tmp_path: Path
) -> None:
    path = pack(tmp_path)
    form = looked(clinical, path)
    allow(form, "clinical")
    path.write_bytes(path.read_bytes() + b"\n# other words\n")

    is_installed = form.install()

    assert not is_installed
    assert "changed since it was looked at" in form.path.complaint.text()
    assert form.pack is None
    assert clinical.house.settings.packs == {}


def test_another_file_takes_the_items_of_the_first_away(clinical: Desk, tmp_path: Path) -> None:
    form = looked(clinical, pack(tmp_path))
    was_shown = form.button.isVisible()

    form.look_at(str(tmp_path / "pss10.en.toml"))

    assert was_shown
    assert form.pack is None
    assert form.button.isHidden()
    assert form.permission.isHidden()
    assert form.path.is_wrong


def test_a_second_language_of_an_instrument_needs_no_second_typing(
    clinical: Desk, tmp_path: Path
) -> None:
    known = Permission(
        instrument="hads", holder="H", reference="R", until=date(2027, 1, 1), uses=("clinical",)
    )
    wanted = replace(clinical.house.settings, permissions=(known,))
    change_settings(clinical.house, wanted, session=clinical.session)

    form = looked(clinical, pack(tmp_path))

    assert form.permission.read("hads") == known


def test_nobody_is_asked_to_install_who_may_not(clinical: Desk) -> None:
    as_role(clinical, Role.NURSE)

    part = part_of(clinical)

    assert part.form is None
    assert "HADS is not offered" in words(clinical)


def test_what_is_not_asked_and_what_ends_soon_stand_at_the_head_of_today_and_of_the_settings(
    clinical: Desk, tmp_path: Path
) -> None:
    form = looked(clinical, pack(tmp_path))
    allow(form, "clinical")
    form.permission.until.show_day(date(2026, 4, 1))
    tap(form.button)

    today = rooms.shown(clinical, Place(screen="today"))
    on_today = words(clinical)
    assert isinstance(today, TodayScreen)
    tap(today.wanting.look)
    on_wording = words(clinical)
    overview = rooms.shown(clinical, Place(screen="settings", part="overview"))

    assert "Permission L-2026-1 for HADS ends in 30 days" in on_today
    assert "And 1 more." in on_today
    assert "PSS-10 is not offered" in on_wording
    assert isinstance(overview, SettingsScreen)
    assert isinstance(overview.part, OverviewPart)
    assert "ends in 30 days" in words(clinical)
    assert "PSS-10 is not offered" in words(clinical)


def test_nothing_is_said_on_today_where_everything_can_be_asked(desk: Desk) -> None:
    today = rooms.shown(desk, Place(screen="today"))

    assert isinstance(today, TodayScreen)
    assert today.wanting.isHidden()


def test_what_is_looked_at_is_what_the_service_reads(clinical: Desk, tmp_path: Path) -> None:
    path = pack(tmp_path)

    form = looked(clinical, path)

    assert form.pack == look_into(clinical.house.instruments, path)
