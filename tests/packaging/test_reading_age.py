"""What English patients read is for readers of about eleven years."""

from collections.abc import Iterator

import pytest
import translations

from distressapp.core.sitting import Use
from distressapp.core.wording import Wording
from distressapp.instruments import load_all, wording
from tests.packaging.reading import grade, sentences_in, syllables

WHOLE, ONE = 6, 8
"""The highest grade of a text as a whole, and of one sentence in it."""
SHORT = 6
"""Below so many words the grade of one sentence says nothing."""

KNOWN = {
    1: "a care asked closed friend leave phone stays stored tired trained voice",
    2: "answers because being chosen danger delay distressed evening headphones hobbies little "
    "message minutes nearly patient people pleasure printed private question quiet service "
    "special surprise tablet treatment troubles wanted worry",
    3: "afternoon already appetite computer decisions everyone family happiness idea imagine "
    "important influence library medicine quietly radio remember usual",
    4: "annoyances diagnosis emergency experience interpreter remembering situation",
}


@pytest.mark.parametrize(
    ("word", "count"),
    [(word, count) for count, words in KNOWN.items() for word in words.split()],
)
def test_a_known_word_has_its_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_easy_words_have_a_low_grade_and_hard_ones_a_high_one() -> None:
    easy = grade(["The cat sat on the mat."])
    hard = grade(
        ["Participation necessitates comprehensive psychological evaluation of every individual."]
    )

    assert easy == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert hard > 20


def test_fields_are_not_read_and_sentences_end_where_they_end() -> None:
    assert sentences_in("You chose {number}. That is fine.") == ["You chose .", "That is fine."]


def interface() -> Iterator[str]:
    """Every sentence of the patient's side."""
    for message in translations.sentences():
        if message.id:
            yield message.id if isinstance(message.id, str) else message.id[-1]


def texts_of(words: Wording) -> Iterator[str]:
    """What the patient reads of an instrument; short names are the clinician's."""
    yield words.intro
    yield from words.items.values()
    yield from (text for key, text in words.labels.items() if not key.startswith("short."))
    yield from (option for options in words.options.values() for option in options)


def read(text: str) -> list[str]:
    """The sentences of one of the texts by its name."""
    found = interface() if text == "interface" else texts_of(wording(text, "en", Use.REHEARSAL))
    return [sentence for each in found for sentence in sentences_in(each)]


@pytest.mark.parametrize("text", ["interface", *load_all()])
def test_a_whole_text_is_read_at_eleven(text: str) -> None:
    sentences = read(text)

    whole = [each for each in sentences if each.rstrip()[-1] in ".?!"]

    assert len(whole) > 3
    assert grade(sentences) <= WHOLE
    assert grade(whole) <= WHOLE, "without the words on buttons"


@pytest.mark.parametrize("text", ["interface", *load_all()])
def test_no_single_sentence_is_far_above(text: str) -> None:
    hard = [each for each in read(text) if len(each.split()) >= SHORT and grade([each]) > ONE]

    assert hard == []
