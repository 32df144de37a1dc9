from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from distressapp.staff import clip as clips
from distressapp.staff.clip import Clip


def now() -> str:
    return QGuiApplication.clipboard().text()


def test_a_text_is_taken_away_after_its_time(qtbot: QtBot) -> None:
    clip = Clip(kept_ms=20)

    clip.put("of a patient")
    there = now()
    qtbot.waitUntil(lambda: not clip.is_ours)

    assert there == "of a patient"
    assert now() == ""


def test_its_time_is_a_minute() -> None:
    assert clips.KEPT_MS == 60_000


def test_what_somebody_else_put_there_since_stays() -> None:
    clip = Clip()
    clip.put("of a patient")

    QGuiApplication.clipboard().setText("somebody else's")
    clip.clear()

    assert now() == "somebody else's"


def test_the_same_words_from_elsewhere_are_not_taken_for_ours() -> None:
    clip = Clip()
    clip.put("of a patient")

    QGuiApplication.clipboard().setText("of a patient")

    assert not clip.is_ours


def test_histories_of_the_clipboard_are_told_to_leave_it_out() -> None:
    clip = Clip()

    clip.put("of a patient")

    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    clip.clear()


def test_a_second_text_has_a_time_of_its_own() -> None:
    clip = Clip()
    clip.put("the first")

    clip.put("the second")

    assert clip.is_ours
    assert now() == "the second"
    clip.clear()
