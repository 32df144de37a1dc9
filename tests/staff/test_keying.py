"""Keying a form by real keys: fast, nothing preselected, nothing lost, nothing kept unseen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from distressapp.core.answers import DECLINED, Picked, Written
from distressapp.core.keying import Left
from distressapp.staff.desk import Desk
from tests.staff.papers import answer, at, begun, marias, pad, press, press_to, read, words_of


def test_fourteen_answers_take_fourteen_keys(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "hads.1")

    count = press(screen, "12341234123412")

    assert count == 14
    assert at(screen) == "pss10.1"
    assert screen.keying is not None
    answers = screen.keying.interview.answers
    places = [getattr(answers[f"hads/{n}"], "index", None) for n in range(1, 15)]
    assert places == [0, 1, 2, 3] * 3 + [0, 1]


def test_a_number_means_the_option_as_displayed_whatever_its_points(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "hads.1")

    press(screen, "12")

    values = [getattr(answer(screen, f"hads/{n}"), "value", None) for n in (1, 2)]
    assert values == [3, 1]


def test_nothing_is_marked_before_a_key_is_pressed(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    seen = 0
    while screen.pad is not None:
        assert not any(each.isChecked() for each in pad(screen).buttons.values())
        seen += 1
        press(screen, "1" if at(screen) == "handed_in" else "-")

    assert seen > 30


def test_backspace_goes_back_to_what_was_keyed_and_another_key_puts_it_right(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "hads.1")
    press(screen, "11<")

    assert at(screen) == "hads.2"
    assert pad(screen).buttons["0"].isChecked()
    press(screen, "3")

    assert getattr(answer(screen, "hads/2"), "index", None) == 2
    assert at(screen) == "hads.3"


def test_blank_unclear_and_rather_not_say_have_a_key_each(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "hads.1")

    press(screen, "-.*")

    assert screen.keying is not None
    assert screen.keying.left["hads.1"] is Left.BLANK
    assert screen.keying.left["hads.2"] is Left.UNCLEAR
    assert answer(screen, "hads/3") == DECLINED
    said = read(screen)
    assert said["HADS 1"] == "left blank"
    assert said["HADS 2"] == "unclear, counts as blank"
    assert said["HADS 3"] == "rather not say"


def test_a_key_that_is_not_on_offer_does_nothing(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "hads.1")

    press(screen, "59xq\n")

    assert at(screen) == "hads.1"
    assert answer(screen, "hads/1") is None


def test_concerns_are_keyed_by_the_letters_on_the_form(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "concerns.physical")

    press(screen, "acba\n\n")

    assert answer(screen, "dt/physical") == Picked(ids=("physical.fatigue", "physical.sleep"))
    assert answer(screen, "dt/emotional") is None
    assert at(screen) == "concerns.social"


def test_what_matters_most_is_keyed_in_the_order_of_the_form(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "concerns.physical")
    press(screen, "abcde\n")
    press_to(screen, "top")

    press(screen, "ecab\n")

    top = ("physical.substances", "physical.fatigue", "physical.pain")
    assert answer(screen, "dt/top") == Picked(ids=top)
    press(screen, "12\n")
    assert answer(screen, f"help/{top[0]}") == Picked(ids=("talk_today", "phone"))


def test_a_rating_is_typed_as_it_stands(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press(screen, "1")

    press(screen, "10\n")

    assert getattr(answer(screen, "dt/rating"), "value", None) == 10
    press(screen, "<9<1\n")
    assert getattr(answer(screen, "dt/rating"), "value", None) == 1


def test_backspace_takes_a_typed_digit_back_before_it_goes_back(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press(screen, "1")

    press(screen, "7<")

    assert at(screen) == "rating"
    press(screen, "\n")
    assert at(screen) == "rating"
    press(screen, "<")
    assert at(screen) == "first"


def test_zero_is_an_answer_and_no_blank(desk: Desk) -> None:
    screen = begun(desk, marias(desk))

    press(screen, "10\n")

    assert getattr(answer(screen, "dt/rating"), "value", None) == 0
    assert read(screen)["Rating"] == "0"


def test_words_are_copied_with_every_sign(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "concerns.practical")
    press(screen, "o\n")
    assert at(screen) == "own_words.practical"

    press(screen, "dog - 1.5 *\n")

    kept = answer(screen, "dt/practical.other")
    assert isinstance(kept, Written)
    assert kept.text == "dog - 1.5 *"


def test_an_empty_line_of_words_is_blank_and_backspace_leads_back(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "concerns.practical")
    press(screen, "o\n<")
    assert at(screen) == "concerns.practical"

    press(screen, "\n\n")

    assert answer(screen, "dt/practical.other") is None
    assert at(screen) == "concerns.spiritual"


def test_end_leaves_the_rest_of_an_instrument_blank(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "hads.1")

    press(screen, "12~")

    assert at(screen) == "pss10.1"
    assert screen.keying is not None
    assert sum(each.startswith("hads.") for each in screen.keying.left) == 12
    press(screen, "<" * 14)
    assert at(screen) == "hads.1"


def test_a_tap_marks_as_a_key_does(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "hads.1")

    QTest.mouseClick(pad(screen).buttons["2"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(pad(screen).buttons["unclear"], Qt.MouseButton.LeftButton)

    assert getattr(answer(screen, "hads/1"), "index", None) == 2
    assert at(screen) == "hads.3"
    press(screen, "1")
    assert at(screen) == "hads.4"


def test_safety_is_never_written_out(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    press_to(screen, "concerns.practical")
    texts = [each.words() for each in pad(screen).buttons.values()]

    assert any("Speak privately" in each for each in texts)
    press(screen, "c\n")
    press_to(screen, "help.practical.safety")
    assert "Speak privately" in words_of(screen)
    assert "Feeling safe" not in words_of(screen)
