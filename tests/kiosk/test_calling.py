"""One press of the button, alone: its commits, its silence, its chimes, its backup."""

from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from distressapp.core.sitting import NowState
from distressapp.core.stores import NotKeptError
from distressapp.kiosk.calling import BACKUP_S, REPEAT_S, SILENCE_S, Calling
from tests.kiosk.day import ring_out, timers

SILENCE_MS, BACKUP_MS, REPEAT_MS = SILENCE_S * 1000, BACKUP_S * 1000, REPEAT_S * 1000


@dataclass(slots=True)
class Post:
    """A stand-in for the letterbox below a call; it can be full."""

    is_full: bool = False
    posted: list[str] = field(default_factory=list)

    def raise_now(self) -> None:
        self._post("raised")

    def now_sounds(self) -> None:
        self._post("sounds")

    def withdraw_now(self) -> None:
        self._post("withdrawn")

    def _post(self, what: str) -> None:
        if self.is_full:
            raise NotKeptError("The disk is full", advice="Free some space.")
        self.posted.append(what)


def test_a_press_is_posted_before_the_question_is_asked(qtbot: QtBot) -> None:
    post = Post()
    calling = Calling(post)
    posted_when_asked: list[list[str]] = []
    calling.asked.connect(lambda _nothing: posted_when_asked.append(list(post.posted)))

    with qtbot.waitSignal(calling.asked):
        calling.press()

    assert posted_when_asked == [["raised"]]


def test_a_second_press_is_the_same_press(qtbot: QtBot) -> None:
    post = Post()
    calling = Calling(post)
    calling.press()

    with qtbot.assertNotEmitted(calling.asked):
        calling.press()

    assert post.posted == ["raised"]


def test_fifteen_seconds_of_silence_mean_yes(qtbot: QtBot) -> None:
    post = Post()
    calling = Calling(post)
    calling.press()
    assert SILENCE_S == 15

    with qtbot.waitSignal(calling.sounding):
        ring_out(calling, SILENCE_MS)

    assert (calling.state, post.posted) == (NowState.SOUNDING, ["raised", "sounds"])


def test_no_go_back_withdraws_and_silence_after_it_means_nothing(qtbot: QtBot) -> None:
    post = Post()
    calling = Calling(post)
    calling.press()

    with qtbot.waitSignal(calling.withdrawn):
        calling.go_back()
    calling.let_it_sound()

    assert (calling.state, post.posted) == (NowState.WITHDRAWN, ["raised", "withdrawn"])
    assert not any(each.isActive() for each in timers(calling).values())


def test_a_call_that_sounds_cannot_be_taken_back_by_the_patient() -> None:
    post = Post()
    calling = Calling(post)
    calling.press()
    calling.let_it_sound()

    calling.go_back()

    assert (calling.state, post.posted) == (NowState.SOUNDING, ["raised", "sounds"])


def test_it_chimes_again_until_somebody_answers(qtbot: QtBot) -> None:
    calling = Calling(Post())
    calling.press()
    calling.let_it_sound()

    with qtbot.waitSignals([calling.sounding, calling.sounding]):
        ring_out(calling, REPEAT_MS)
        ring_out(calling, REPEAT_MS)
    calling.answer(NowState.ACKNOWLEDGED)

    assert not any(each.isActive() for each in timers(calling).values())


def test_after_three_minutes_the_backup_is_called(qtbot: QtBot) -> None:
    calling = Calling(Post())
    calling.press()
    calling.let_it_sound()
    assert BACKUP_S == 180

    with qtbot.waitSignal(calling.backup_called):
        ring_out(calling, BACKUP_MS)


@pytest.mark.parametrize(
    "state", [NowState.ACKNOWLEDGED, NowState.WITH_PATIENT, NowState.LEFT], ids=lambda each: each
)
def test_an_answer_stops_chime_and_backup(qtbot: QtBot, state: NowState) -> None:
    calling = Calling(Post())
    calling.sound_on()

    with qtbot.waitSignal(calling.answered) as told:
        calling.answer(state)

    assert told.args == [state]
    assert not any(each.isActive() for each in timers(calling).values())


def test_a_full_disk_does_not_silence_a_call() -> None:
    calling = Calling(Post(is_full=True), silence_s=3, backup_s=7)
    calling.press()

    ring_out(calling, 3000)

    assert calling.state is NowState.SOUNDING
    assert timers(calling)[7000].isActive()


def test_what_was_not_posted_is_posted_before_it_is_answered() -> None:
    post = Post(is_full=True)
    calling = Calling(post)
    calling.press()
    calling.let_it_sound()
    with pytest.raises(NotKeptError):
        calling.retry()
    post.is_full = False

    calling.retry()
    calling.retry()

    assert post.posted == ["sounds"]


def test_a_restart_lets_it_sound_without_asking_again(qtbot: QtBot) -> None:
    post = Post()
    calling = Calling(post)

    with qtbot.assertNotEmitted(calling.asked), qtbot.waitSignal(calling.sounding):
        calling.sound_on()

    assert (calling.state, post.posted) == (NowState.SOUNDING, [])
