"""What is read of a screen: recordings first, then a voice, and nothing by halves."""

import pytest

from distressapp.ui.reading import Piece, keys, script

QUESTION = (
    Piece(words="How was your week?", recorded="hads/1"),
    Piece(words="Think of the past week", within="hads/1", is_needed=False),
    Piece(words="Good", recorded="hads/1/0", within="hads/1"),
    Piece(words="Bad", recorded="hads/1/1", within="hads/1"),
)


def never() -> bool:
    pytest.fail("the system's voice was looked for")


def test_without_recordings_a_voice_says_each_piece_by_itself() -> None:
    told = script(QUESTION, {}, has_voice=lambda: True, is_private=True)

    assert told == ("How was your week?", "Think of the past week.", "Good.", "Bad.")


def test_with_every_piece_recorded_no_voice_is_looked_for() -> None:
    recordings = {"hads/1": b"q", "hads/1/0": b"g", "hads/1/1": b"b"}
    wanted = tuple(each for each in QUESTION if each.recorded)

    told = script(wanted, recordings, has_voice=never, is_private=True)

    assert told == (b"q", b"g", b"b")


def test_one_recording_of_the_item_says_its_options_too() -> None:
    told = script(QUESTION, {"hads/1": b"all"}, has_voice=never, is_private=True)

    assert told == (b"all",)


def test_an_option_recorded_apart_means_that_the_item_says_none() -> None:
    recordings = {"hads/1": b"q", "hads/1/0": b"g"}

    spoken = script(QUESTION, recordings, has_voice=lambda: True, is_private=True)
    unspoken = script(QUESTION, recordings, has_voice=lambda: False, is_private=True)

    assert spoken == (b"q", "Think of the past week.", b"g", "Bad.")
    assert unspoken is None


def test_a_sentence_that_is_not_needed_is_left_out_without_a_voice() -> None:
    recordings = {"hads/1": b"q", "hads/1/0": b"g", "hads/1/1": b"b"}

    told = script(QUESTION, recordings, has_voice=lambda: False, is_private=True)

    assert told == (b"q", b"g", b"b")


def test_without_voice_and_recording_nothing_is_read_by_halves() -> None:
    assert script(QUESTION, {}, has_voice=lambda: False, is_private=True) is None


def test_what_tells_of_answers_is_for_the_patients_ears_alone() -> None:
    pieces = (Piece(words="Which matter most?"), Piece(words="Money", tells=True))

    private = script(pieces, {}, has_voice=lambda: True, is_private=True)
    shared = script(pieces, {}, has_voice=lambda: True, is_private=False)

    assert private == ("Which matter most?", "Money.")
    assert shared == ("Which matter most?",)


def test_a_screen_without_words_is_not_read() -> None:
    assert script((Piece(words="  "),), {}, has_voice=never, is_private=True) is None


@pytest.mark.parametrize("words", ["¿Cómo está?", "你好吗?", "كيف حالك؟", "Πώς είστε;", "Sí."])
def test_a_sentence_that_has_its_end_gets_no_full_stop(words: str) -> None:
    told = script((Piece(words=words),), {}, has_voice=lambda: True, is_private=True)

    assert told == (words,)


def test_each_recording_is_looked_for_once() -> None:
    assert keys((*QUESTION, *QUESTION)) == ("hads/1", "hads/1/0", "hads/1/1")
