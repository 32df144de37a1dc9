from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from distressapp.core.roles import Role
from distressapp.service.access import sign_in, sign_in_with_recovery
from distressapp.service.publishing import change_settings
from distressapp.service.settings_history import history
from distressapp.settings import Confirmed, Printer, publish, read
from distressapp.staff.desk import Desk, Place
from distressapp.staff.forms.cutoffs import CutoffsForm
from distressapp.staff.forms.form import Form
from distressapp.staff.forms.hours import HoursForm
from distressapp.staff.forms.kiosk import KioskForm
from distressapp.staff.forms.printing import PrintingForm
from distressapp.staff.settings.agreement import AgreementPart
from distressapp.staff.settings.backups import BackupsPart
from distressapp.staff.settings.overview import OverviewPart
from distressapp.staff.settings.part import FormPart, Part
from distressapp.staff.settings.parts import kinds
from distressapp.staff.settings.people import OwnPart, PeoplePart
from distressapp.staff.settings.recovery import RecoveryPart
from distressapp.staff.settings.screen import SettingsScreen
from distressapp.staff.settings.trial import TrialPart
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.pieces import Words
from distressapp.vault import backups, members
from tests.clinics import PASSPHRASE
from tests.service.teams import ANA, ANAS, BEA, BEAS, ana, first
from tests.staff.room import shown, window_of

P = TypeVar("P", bound=Part)
F = TypeVar("F", bound=Form)


def opened(desk: Desk, part: str) -> SettingsScreen:
    screen = shown(desk, Place(screen="settings", part=part))
    assert isinstance(screen, SettingsScreen)
    return screen


def at(screen: SettingsScreen, kind: type[P]) -> P:
    assert isinstance(screen.part, kind)
    return screen.part


def form_at(screen: SettingsScreen, kind: type[F]) -> F:
    form = at(screen, FormPart).form
    assert isinstance(form, kind)
    return form


def words(part: Part) -> str:
    return "\n".join(each.text() for each in part.findChildren(Words))


def notice(desk: Desk) -> str:
    shell = window_of(desk).shell
    assert shell is not None
    return shell.notice.words.text()


def is_said(desk: Desk, said: str) -> bool:
    return said in notice(desk)


def as_role(desk: Desk, role: Role) -> None:
    """Let whoever is signed in be of that role, as another administrator may have said."""
    first_one = desk.session.member
    ana(desk.house, desk.session, Role.ADMINISTRATOR)
    from distressapp.service.staff import change_role  # noqa: PLC0415  (only here)

    change_role(desk.house, desk.session, first_one.id, role)


@pytest.mark.parametrize("part", [each.id for each in kinds()])
def test_every_part_is_shown(desk: Desk, part: str) -> None:
    screen = opened(desk, part)

    assert screen.part is not None
    assert screen.buttons[part].isChecked()
    assert desk.place == Place(screen="settings", part=part)


@pytest.mark.parametrize("part", [each.id for each in kinds()])
def test_every_part_is_shown_to_a_nurse_and_changes_nothing(desk: Desk, part: str) -> None:
    as_role(desk, Role.NURSE)

    screen = opened(desk, part)

    if isinstance(screen.part, FormPart):
        assert screen.part.save.isHidden()
        assert not screen.part.form.isEnabled()
    assert screen.part is not None
    assert "Add this person" not in {each.words() for each in screen.part.findChildren(Button)}


def test_a_change_needs_a_reason_and_stands_in_the_history(desk: Desk) -> None:
    screen = opened(desk, "kiosk")
    part = at(screen, FormPart)
    form_at(screen, KioskForm).seconds["idle_s"].line.setText("120")

    part.save.click()
    is_asked = part.reason.is_wrong
    part.reason.line.setText("Patients were cut off")
    part.save.click()

    assert is_asked
    assert read(desk.house.folder.settings).idle_s == 120
    assert history(desk.house, desk.session)[0].reason == "Patients were cut off"
    assert "90 seconds became 120 seconds" in words(at(screen, FormPart))


def test_a_change_can_be_taken_back_and_that_is_a_change_too(desk: Desk) -> None:
    screen = opened(desk, "kiosk")
    form_at(screen, KioskForm).seconds["idle_s"].line.setText("120")
    at(screen, FormPart).reason.line.setText("A try")
    at(screen, FormPart).save.click()
    shell = window_of(desk).shell
    assert shell is not None

    shell.notice.undo.click()

    assert desk.house.settings.idle_s == 90
    assert [each.reason for each in history(desk.house, desk.session)[:2]] == [
        "Taken back",
        "A try",
    ]


def test_a_change_is_not_taken_back_over_a_later_one(desk: Desk) -> None:
    screen = opened(desk, "kiosk")
    form_at(screen, KioskForm).seconds["idle_s"].line.setText("120")
    at(screen, FormPart).reason.line.setText("A try")
    at(screen, FormPart).save.click()
    shell = window_of(desk).shell
    assert shell is not None
    change_settings(desk.house, replace(desk.house.settings, blank_s=60), session=desk.session)

    shell.notice.undo.click()

    assert (desk.house.settings.idle_s, desk.house.settings.blank_s) == (120, 60)
    assert "Somebody changed the settings since" in notice(desk)


def test_the_call_is_tested_from_the_staffs_room_too(desk: Desk) -> None:
    screen = opened(desk, "trial")
    part = at(screen, TrialPart)
    part.form.name.line.setText("Nurse B")
    part.save.click()
    is_asked = part.form.heard.is_wrong
    part.form.sound.click()
    part.form.heard.box.setChecked(True)

    part.save.click()

    assert is_asked
    assert desk.house.settings.now.tested_by == "Nurse B"
    assert "Last tested by Nurse B" in words(at(screen, TrialPart))


def test_nothing_different_is_no_change(desk: Desk) -> None:
    screen = opened(desk, "clinic")
    before = len(history(desk.house, desk.session))

    at(screen, FormPart).save.click()

    assert len(history(desk.house, desk.session)) == before
    assert "nothing was changed" in notice(desk)


def test_a_number_out_of_its_range_is_said_below_its_field(desk: Desk) -> None:
    screen = opened(desk, "kiosk")
    form = form_at(screen, KioskForm)
    form.seconds["idle_s"].line.setText("5")
    form.diagonal.line.setText("1/0")

    at(screen, FormPart).save.click()

    assert form.seconds["idle_s"].is_wrong
    assert form.diagonal.is_wrong
    assert desk.house.settings.idle_s == 90


def test_other_cut_offs_ask_for_a_clinician_anew(desk: Desk) -> None:
    confirmed = Confirmed(profile="classic", by="Dr. A", on=date(2026, 3, 2))
    change_settings(
        desk.house, replace(desk.house.settings, profile=confirmed), session=desk.session
    )
    screen = opened(desk, "cutoffs")
    form = form_at(screen, CutoffsForm)

    form.profile.choose("cancer_meta_analysis")
    form.profile.changed.emit("cancer_meta_analysis")

    assert (form.by.text(), form.on.value(), form.agree.is_on) == ("", None, False)
    assert "HADS total at 15 or more" in words(at(screen, FormPart))


def test_closed_days_are_added_and_taken_out(desk: Desk) -> None:
    screen = opened(desk, "hours")
    form = form_at(screen, HoursForm)
    form.closed.field.show_day(date(2026, 12, 25))
    form.closed.button.click()
    form.closed.field.show_day(date(2026, 12, 26))
    form.closed.button.click()
    added = form.closed.days

    (button,) = [
        each for each in form.findChildren(Button) if each.words().startswith("25 December")
    ]
    button.click()

    assert added == (date(2026, 12, 25), date(2026, 12, 26))
    assert form.closed.days == (date(2026, 12, 26),)
    assert at(screen, FormPart).is_dirty


def test_another_printer_is_no_longer_tested(desk: Desk) -> None:
    printer = Printer(name="ward", is_staff_only=True)
    wanted = replace(desk.house.settings, printer=printer, is_printed_at_end=True)
    change_settings(desk.house, wanted, session=desk.session)
    screen = opened(desk, "printing")
    form = form_at(screen, PrintingForm)
    was_tested = form.staff_only.is_on

    form.printer.changed.emit("other")

    assert was_tested
    assert not form.staff_only.is_on
    assert not form.at_end.is_on


def test_what_is_typed_keeps_the_screen_once_and_a_change_elsewhere_does_not_take_it(
    desk: Desk,
) -> None:
    screen = opened(desk, "clinic")
    at(screen, FormPart).reason.line.setText("half a reason")

    desk.told()
    is_kept = at(screen, FormPart).reason.text() == "half a reason"
    answers = [screen.may_leave(), screen.may_leave()]

    assert is_kept
    assert answers == [False, True]
    assert "not kept yet" in notice(desk)


def test_every_setting_stands_in_the_overview_with_whose_it_is(desk: Desk) -> None:
    screen = opened(desk, "overview")
    part = at(screen, OverviewPart)
    part.table.select("idle_s")

    rows = {
        row.key: tuple(column.text(row) for column in part.table.columns) for row in part.table.rows
    }

    assert rows["idle_s"][1:] == ("90 seconds", "this project")
    assert rows["clinic"][2] == "this clinic"
    assert rows["now.responder"][1:] == ("\N{EM DASH}", "not set")
    assert "this project's judgement" in part.about.text()


def test_people_are_added_and_get_another_role(desk: Desk, bot: QtBot) -> None:
    screen = opened(desk, "people")
    part = at(screen, PeoplePart)
    part.name.line.setText(BEA)
    part.new_role.choose(Role.NURSE)
    part.new_secret.first.line.setText(BEAS)
    part.new_secret.second.line.setText(BEAS)

    part.add_one.click()
    bot.waitUntil(lambda: len(members.members(desk.session.vault)) == 2)
    bot.waitUntil(lambda: "is a member now" in notice(desk))
    part = at(screen, PeoplePart)
    part.table.select(members.members(desk.session.vault)[1].id)
    part.role.choose(Role.MANAGER)
    part.change_role.click()

    session = sign_in(desk.house, BEAS, name=BEA)
    assert session.member.role is Role.MANAGER
    session.close()


def test_somebody_leaves_and_the_vault_goes_on_under_a_new_key(desk: Desk, bot: QtBot) -> None:
    who = ana(desk.house, desk.session)
    key = desk.session.key
    screen = opened(desk, "people")
    part = at(screen, PeoplePart)
    part.table.select(who.id)

    part.go.click()
    part.sure.click()
    bot.waitUntil(lambda: "has left" in notice(desk))

    assert desk.session.key != key
    assert members.members(desk.session.vault)[1].has_left
    assert ANA in notice(desk)
    first(desk.house).close()


def test_a_passphrase_is_reset_by_an_administrator(desk: Desk, bot: QtBot) -> None:
    who = ana(desk.house, desk.session)
    screen = opened(desk, "people")
    part = at(screen, PeoplePart)
    part.table.select(who.id)
    part.secret.first.line.setText(BEAS)
    part.secret.second.line.setText(ANAS)
    part.reset.click()
    is_said = part.secret.second.is_wrong
    part.secret.second.line.setText(BEAS)

    part.reset.click()
    bot.waitUntil(lambda: "has a new passphrase" in notice(desk))

    assert is_said
    sign_in(desk.house, BEAS, name=ANA).close()


def test_ones_own_passphrase_is_changed_with_the_old_one(desk: Desk, bot: QtBot) -> None:
    screen = opened(desk, "own")
    for old, said in (("wrong " + PASSPHRASE, "old passphrase"), (PASSPHRASE, "You have a new")):
        part = at(screen, OwnPart)
        part.old.line.setText(old)
        part.secret.first.line.setText(BEAS)
        part.secret.second.line.setText(BEAS)
        part.change.click()
        bot.waitUntil(partial(is_said, desk, said))

    sign_in(desk.house, BEAS).close()
    assert at(screen, OwnPart).old.line.text() == ""


def test_a_new_recovery_code_counts_once_it_was_typed_back(desk: Desk) -> None:
    screen = opened(desk, "recovery")
    part = at(screen, RecoveryPart)
    part.new.click()
    card = part.card
    assert card is not None
    code = card.shown.text().replace("-\n", "-")
    part.take.click()
    is_hidden = card.shown.text() == ""
    card.typed.line.setText("AAAA")
    part.take.click()
    is_refused = card.typed.is_wrong

    card.typed.line.setText(code)
    part.take.click()

    assert (is_hidden, is_refused) == (True, True)
    sign_in_with_recovery(desk.house, code).close()
    assert "was read back" in words(at(screen, RecoveryPart))


def test_a_backup_is_made_and_everything_is_checked(desk: Desk, bot: QtBot) -> None:
    screen = opened(desk, "backups")

    at(screen, BackupsPart).now.click()
    bot.waitUntil(lambda: "A backup was made" in notice(desk))
    at(screen, BackupsPart).check.click()
    bot.waitUntil(lambda: "every chain whole" in notice(desk))

    assert len(backups.kept(desk.session.vault)) == 1
    assert "in one place" in words(at(screen, BackupsPart))


def test_settings_changed_behind_the_vaults_back_are_shown_and_put_back(desk: Desk) -> None:
    before = desk.house.settings
    desk.house.settings = replace(before, idle_s=300)
    publish(desk.house.folder.settings, desk.house.settings)
    screen = opened(desk, "agreement")
    part = at(screen, AgreementPart)
    shown_words = words(part)
    (button,) = [each for each in part.findChildren(Button) if "Put the settings" in each.words()]

    button.click()

    assert "idle_s was 90, and is 300" in shown_words
    assert desk.house.settings == before
    assert "agree" in words(at(screen, AgreementPart))
