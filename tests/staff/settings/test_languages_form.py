"""Which languages patients are offered, and in which order, on the staff's screen."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from distressapp.service.languages import is_translated, own_name
from distressapp.service.publishing import change_settings
from distressapp.settings import read
from distressapp.staff.desk import Desk, Place
from distressapp.staff.forms.questions import QuestionsForm
from distressapp.staff.settings.part import FormPart
from distressapp.staff.settings.screen import SettingsScreen
from tests.staff.room import shown
from tests.ui.hands import tap


def part_of(desk: Desk) -> FormPart:
    screen = shown(desk, Place(screen="settings", part="questions"))
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.part, FormPart)
    return screen.part


def form_of(part: FormPart) -> QuestionsForm:
    assert isinstance(part.form, QuestionsForm)
    return part.form


def test_every_language_with_words_stands_under_its_own_name(desk: Desk) -> None:
    languages = form_of(part_of(desk)).languages

    said = {tag: tick.text() for tag, tick in languages.ticks.items()}

    assert said["en"] == "English (en)"
    assert said["es"] == "Español (Spanish, es)"
    assert said["el"] == "Ελληνικά (Greek, el)"
    assert said["zh-Hans"] == "简体中文 (Chinese, simplified characters, zh-Hans)"
    assert said["ar"] == "العربية (Arabic, ar)"
    assert languages.value() == ("en",)


def test_languages_are_offered_in_the_order_that_staff_put_them_in(desk: Desk) -> None:
    part = part_of(desk)
    languages = form_of(part).languages
    for tag in ("ar", "es"):
        languages.ticks[tag].box.setChecked(True)
    while languages.order[0] != "es":
        tap(languages.ups["es"])
    QApplication.processEvents()
    tops = [
        languages.ticks[each].mapTo(languages, languages.rect().topLeft()).y()
        for each in languages.order
    ]

    part.reason.line.setText("Two more languages")
    part.save.click()

    assert tops == sorted(tops)
    assert read(desk.house.folder.settings).languages[0] == "es"
    assert set(desk.house.settings.languages) == {"en", "es", "ar"}
    assert list(form_of(part_of(desk)).languages.value()) == list(desk.house.settings.languages)


def test_another_order_alone_is_a_change(desk: Desk) -> None:
    wanted = replace(desk.house.settings, languages=("en", "es"))
    change_settings(desk.house, wanted, session=desk.session)
    part = part_of(desk)
    was_dirty = part.is_dirty

    tap(form_of(part).languages.ups["es"])

    assert not was_dirty
    assert part.is_dirty


def test_no_language_at_all_is_refused_below_the_first(desk: Desk) -> None:
    part = part_of(desk)
    languages = form_of(part).languages
    languages.ticks["en"].box.setChecked(False)
    part.reason.line.setText("None")

    part.save.click()

    assert languages.ticks[languages.order[0]].is_wrong
    assert desk.house.settings.languages == ("en",)


def test_a_language_of_a_pack_can_be_offered_and_says_that_buttons_stay_english(
    desk: Desk,
) -> None:
    wanted = replace(desk.house.settings, packs={"hads.de": "0" * 64})
    change_settings(desk.house, wanted, session=desk.session)

    languages = form_of(part_of(desk)).languages

    assert languages.ticks["de"].text() == "Deutsch (German, de)"
    assert "stay in English" in languages.ticks["de"].hint.text()
    assert languages.ticks["es"].hint.text() == ""


@pytest.mark.parametrize(
    ("tag", "own", "is_spoken"),
    [
        ("en", "English", True),
        ("zh-Hans", "简体中文", True),
        ("fr", "Français", False),
        ("x-y", "x-y", False),
    ],
)
def test_a_language_has_its_own_name_and_is_translated_or_not(
    tag: str, own: str, *, is_spoken: bool
) -> None:
    assert own_name(tag) == own
    assert is_translated(tag) is is_spoken
