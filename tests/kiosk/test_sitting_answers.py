"""A whole sitting on the real letterbox: each tap durable, every way on and back, every stop."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked, Written
from distressapp.core.course import StepKind
from distressapp.core.sitting import Stop
from distressapp.kiosk.screens.screen import Wish
from distressapp.kiosk.screens.writing import WritingScreen
from distressapp.kiosk.stage import Phase
from distressapp.settings import Settings
from tests.kiosk.day import SHORT, STILL, Day, day, live_words, ring_out, tap
from tests.kiosk.disk import full_disk


def at(bot: QtBot, tmp_path: Path, step: str, wanted: Settings = SHORT) -> Day:
    found = day(bot, tmp_path / "clinic", wanted)
    found.hand_over()
    found.go_to(step)
    return found


def test_an_answer_stands_in_the_letterbox_before_the_next_screen(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating")
    kept_when_moved: list[dict[str, Answer]] = []
    assert here.window.conductor is not None
    here.window.conductor.moved.connect(lambda _step: kept_when_moved.append(here.kept()))

    here.rate(7)
    kept_at_once = here.kept()
    here.next()

    assert kept_at_once == {"dt/rating": Chosen(index=7, value=7)}
    assert kept_when_moved == [kept_at_once]


def test_every_kind_of_answer_is_durable_at_its_tap(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "rating", STILL)

    tap(here.room.foot.rather_not)
    here.go_to("concerns.practical")
    here.tick("practical.money", "practical.other")
    assert here.kept()["dt/practical"] == Picked(ids=("practical.money", "practical.other"))
    here.go_to("own_words.practical")
    screen = here.room.screen_shown
    assert isinstance(screen, WritingScreen)
    QTest.keyClicks(screen.field, "my dog")
    here.go_to("help.practical.money")
    here.tick("phone")
    here.go_to("phone")
    here.choose("no")
    here.go_to("hads.1")
    here.choose("0")

    assert here.kept() == {
        "dt/rating": DECLINED,
        "dt/practical": Picked(ids=("practical.money", "practical.other")),
        "dt/practical.other": Written(text="my dog", language="en"),
        "help/practical.money": Picked(ids=("phone",)),
        "phone/may": Picked(ids=("no",)),
        "hads/1": Chosen(index=0, value=3),
    }


def test_an_answer_can_be_changed_and_taken_back_durably(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating")
    here.rate(2)

    here.rate(9)
    changed = here.kept()
    tap(here.room.header.undo)

    assert changed == {"dt/rating": Chosen(index=9, value=9)}
    assert here.kept() == {}


def test_next_waits_and_says_why_while_the_disk_is_full(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "rating")

    with full_disk(here.house.folder.root):
        here.rate(7)
        here.next()
        here.next()
        step_while_full, words = here.step, here.room.notice.words
        is_seen = here.room.notice.isVisible()
    here.next()

    assert step_while_full == "rating"
    assert words.startswith("Your answers are safe on this screen")
    assert is_seen
    assert here.step == "concerns.physical"
    assert here.room.notice.words == ""
    assert here.kept() == {"dt/rating": Chosen(index=7, value=7)}


def test_what_was_held_is_kept_in_the_order_it_was_said(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "rating")

    with full_disk(here.house.folder.root):
        for number in (3, 8, 5):
            here.rate(number)
    here.go_to("thanks")

    sitting = here.last.sitting
    said = [each.answer for each in sitting.revisions if each.key == "dt/rating"]
    assert said == [Chosen(index=n, value=n) for n in (3, 8, 5)]
    assert here.last.outcome.scored["dt"].scores["rating"].value == 5


def test_a_full_disk_at_the_last_item_thanks_nobody_before_it_is_closed(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "talk", STILL)

    with full_disk(here.house.folder.root):
        here.next()
        assert (here.step, here.closed) == ("talk", [])
    here.next()

    assert here.step == "thanks"
    assert here.last.sitting.stop is Stop.FINISHED


def test_called_away_on_a_full_disk_blanks_and_closes_by_itself_later(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating")
    here.rate(8)

    with full_disk(here.house.folder.root):
        tap(here.room.foot.called)
        assert here.title == "Thank you."
        assert "cannot be stored just now" in live_words()
        ring_out(here.window.patient, 5000)
        assert here.closed == []
    ring_out(here.window.patient, 5000)

    assert here.is_in(Phase.REST)
    assert here.last.sitting.stop is Stop.CALLED
    assert here.last.outcome.scored["dt"].scores["rating"].value == 8


def test_back_and_next_lead_through_every_step_and_lose_nothing(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating", STILL)
    here.rate(4)
    there = [here.step]
    while here.step != "talk":
        here.next()
        there.append(here.step)

    back = [here.step]
    while here.step != "welcome":
        here.back()
        back.append(here.step)

    assert back[: len(there)] == there[::-1]
    assert back[-2:] == ["why", "welcome"]
    assert here.room.foot.back.isHidden()
    assert here.kept() == {"dt/rating": Chosen(index=4, value=4)}


def test_nothing_is_answered_by_walking_through(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "thanks", STILL)

    scored = here.last.outcome.scored
    assert here.last.sitting.answers == {}
    assert all(s.value is None for each in scored.values() for s in each.scores.values())
    assert "dt.blank" in here.rules()


def test_not_today_without_a_reason_is_fine(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "why")

    here.wish(Wish.NOT_TODAY)
    assert "Your care stays the same" in live_words()
    here.next()

    assert here.step == "thanks"
    assert here.last.sitting.stop is Stop.NOT_TODAY
    assert here.rules() == set()


def test_not_today_with_a_reason_keeps_the_reason(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "why")

    here.wish(Wish.NOT_TODAY)
    here.choose("unwell")
    here.next()

    assert here.last.sitting.answers["sitting/not_today.because"] == Picked(ids=("unwell",))
    assert here.taken_in()[0].sitting.stop is Stop.NOT_TODAY


def test_back_from_not_today_begins_as_if_it_had_not_been_said(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "why")
    here.wish(Wish.NOT_TODAY)
    here.choose("no_time")

    here.back()
    assert here.step == "why"
    here.wish(Wish.START)

    assert here.step == "rating"
    assert here.kept() == {}


def test_stopping_at_the_checkpoint_counts_as_screened(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "rating", STILL)
    here.rate(1)
    here.go_to("checkpoint")

    here.wish(Wish.STOP_HERE)

    assert here.step == "thanks"
    assert here.last.sitting.stop is Stop.CHECKPOINT
    assert not here.last.sitting.stop.is_unfinished
    assert here.rules() == set()


def test_finish_blanks_and_nothing_more_can_be_said(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "rating")
    here.rate(5)
    here.go_to("thanks")
    conductor = here.window.conductor
    assert conductor is not None

    conductor.say("dt/rating", Chosen(index=0, value=0))
    conductor.back()
    assert conductor.interview.step.kind is StepKind.THANKS
    assert here.room.foot.back.isHidden()
    tap(here.room.foot.next)

    assert here.is_in(Phase.REST)
    assert here.title == "Thank you."
    assert [each.outcome.scored["dt"].scores["rating"].value for each in here.taken_in()] == [5]


def test_thanks_blank_by_themselves(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "thanks")

    ring_out(here.window.patient, 20_000)

    assert here.is_in(Phase.REST)
    assert len(here.closed) == 1


def test_a_finished_sitting_leaves_one_entry_and_no_row(clean_stage: QtBot, tmp_path: Path) -> None:
    here = at(clean_stage, tmp_path, "rating")
    here.rate(6)
    here.go_to("thanks")

    assert here.kept() == {}
    assert (here.house.folder.root / "letterbox.db-wal").stat().st_size == 0
    assert here.house.letterbox.head.number == 1


@pytest.mark.parametrize("tool", ["rather_not", "undo"])
def test_what_is_declined_or_taken_back_right_after_typing_stays_so(
    clean_stage: QtBot, tmp_path: Path, tool: str
) -> None:
    here = at(clean_stage, tmp_path, "concerns.spiritual")
    here.tick("spiritual.other")
    here.go_to("own_words.spiritual")
    screen = here.room.screen_shown
    assert isinstance(screen, WritingScreen)
    QTest.keyClicks(screen.field, "first")
    screen.settle()

    QTest.keyClicks(screen.field, " second")
    tap(here.room.foot.rather_not if tool == "rather_not" else here.room.header.undo)
    here.next()

    stands = here.kept().get("dt/spiritual.other")
    assert stands == (DECLINED if tool == "rather_not" else None)
    assert "second" not in live_words()


def test_letters_can_grow_in_the_middle_and_change_no_answer(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "rating")
    here.rate(3)
    small = here.room.screen_shown.height()

    tap(here.room.header.bigger)

    assert here.step == "rating"
    assert here.kept() == {"dt/rating": Chosen(index=3, value=3)}
    assert here.room.screen_shown.height() <= small
    assert "You chose 3." in live_words()


def test_words_typed_just_now_survive_turning_the_tablet(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = at(clean_stage, tmp_path, "concerns.spiritual")
    here.tick("spiritual.other")
    here.go_to("own_words.spiritual")
    screen = here.room.screen_shown
    assert isinstance(screen, WritingScreen)
    QTest.keyClicks(screen.field, "my dog")

    here.window.resize(800, 1280)

    assert here.window.conductor is not None
    written = here.window.conductor.interview.answers["dt/spiritual.other"]
    assert written == Written(text="my dog", language="en")
