"""What a window is furnished with: sizes, marks, words, and what staff should know."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QSize

from distressapp.core.sitting import Stop
from distressapp.kiosk.furnish import look_for, rehearsal_mark, standing
from distressapp.kiosk.furnishing import furnishing
from distressapp.service.house import House
from distressapp.settings import Settings
from distressapp.ui.look import Look
from tests.clinics import Clock, closed, copied, opened, seated
from tests.kiosk.day import DPMM, STILL, clinical

TABLET = QSize(1280, 800)


def house(tmp_path: Path, wanted: Settings = STILL, clock: Clock | None = None) -> House:
    return opened(copied(tmp_path / "clinic", wanted, clock), clock)


def look(size: QSize = TABLET, wanted: Settings = STILL) -> Look:
    return look_for(wanted, size, DPMM, percent=100)


def test_a_screen_that_lies_about_its_size_is_corrected_by_the_settings() -> None:
    measured = replace(STILL, screen=replace(STILL.screen, diagonal_in=Fraction("10.1")))

    found = look_for(measured, TABLET, 3.0, percent=100)

    assert abs(found.metrics.dots_per_mm - 5.88) < 0.01
    assert look_for(STILL, TABLET, 3.0, percent=100).metrics.dots_per_mm == 3.0


def test_the_theme_of_the_settings_is_used() -> None:
    dark = replace(STILL, screen=replace(STILL.screen, theme="dark"))

    assert look(wanted=dark).colour("ground") != look().colour("ground")


def test_a_rehearsal_is_marked_and_a_clinic_is_not(tmp_path: Path) -> None:
    rehearsal = house(tmp_path / "one")
    clinic = house(tmp_path / "two", clinical())

    assert rehearsal_mark(rehearsal) == "Rehearsal: practice wording"
    assert rehearsal_mark(clinic) is None
    rehearsal.close()
    clinic.close()


def test_a_clinic_gets_no_practice_wording(tmp_path: Path) -> None:
    clinic = house(tmp_path, clinical())

    found = furnishing(clinic, language="en", now="")

    assert set(found.wordings) == {"dt"}
    clinic.close()


def test_the_clinics_own_consent_text_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = house(tmp_path, replace(STILL, consent={"en": "Our own words."}))

    assert furnishing(own, language="en", now="").consent == "Our own words."
    own.close()


def test_everything_that_is_missing_is_said_two_at_a_time(tmp_path: Path) -> None:
    bare = house(tmp_path, replace(clinical(), now=Settings(clinic="", use=STILL.use).now))

    found = standing(bare, look(), has_call=False)

    assert not found.can_start
    assert found.needs_test
    assert len(found.lines) == 2
    bare.close()


def test_what_is_left_out_and_why_is_said(tmp_path: Path) -> None:
    clinic = house(tmp_path, replace(clinical(), instruments=("dt", "hads")))

    found = standing(clinic, look(), has_call=False)

    assert found.lines[1] == (
        "HADS is not offered: no licensed wording with the owner's permission is installed."
    )
    clinic.close()


def test_a_small_screen_is_warned_of_and_works(tmp_path: Path) -> None:
    here = house(tmp_path)

    found = standing(here, look(QSize(1024, 600)), has_call=False)

    assert any("small" in line for line in found.lines)
    assert found.can_start
    assert standing(here, look(), has_call=False).lines == ()
    here.close()


def test_the_age_of_the_oldest_unopened_sitting_is_said(tmp_path: Path) -> None:
    clock = Clock()
    here = house(tmp_path, clock=clock)
    closed(here, seated(here), Stop.FINISHED)
    fresh = standing(here, look(), has_call=False).lines

    clock.forward(days=1)
    one = standing(here, look(), has_call=False).lines
    clock.forward(days=2)
    three = standing(here, look(), has_call=False).lines

    assert fresh == ()
    assert one == ("A sitting of 1 day ago was not opened yet.",)
    assert three == ("A sitting of 3 days ago was not opened yet.",)
    here.close()


def test_a_call_that_sounds_comes_first_and_starts_nobody(tmp_path: Path) -> None:
    here = house(tmp_path)

    found = standing(here, look(), has_call=True)

    assert found.lines[0].startswith("A patient called for help.")
    assert not found.can_start
    here.close()
