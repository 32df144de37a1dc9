"""Every sentence that patients read is translated, whole and with its fields."""

import gettext
import re
from string import Formatter

import pytest
import translations
from babel.messages.catalog import Message

pytestmark = pytest.mark.parametrize("language", translations.LANGUAGES)


def fields(sentence: str) -> list[str]:
    return sorted(name for _text, name, _spec, _how in Formatter().parse(sentence) if name)


def forms(found: object) -> tuple[str, ...]:
    return tuple(found) if isinstance(found, (tuple, list)) else (str(found or ""),)


def messages(language: str) -> list[Message]:
    return [each for each in translations.read(language) if each.id]


def test_the_file_is_what_the_code_asks_for(language: str) -> None:
    content = translations.po_path(language).read_bytes()

    assert content == translations.brought_up_to_date(language), "run `make translations`"
    assert translations.mo_path(language).read_bytes() == translations.compiled(content, language)
    assert translations.REVIEW in content.decode().splitlines()[1]


def test_no_sentence_is_left_in_english(language: str) -> None:
    left = [each.id for each in messages(language) if not all(forms(each.string))]
    unsure = [each.id for each in messages(language) if each.fuzzy]

    assert (left, unsure) == ([], [])


def test_fields_and_plurals_are_those_of_the_sentence(language: str) -> None:
    catalog = translations.read(language)
    for each in messages(language):
        asked = {name for one in forms(each.id) for name in fields(one)}
        found = forms(each.string)

        assert len(found) == (catalog.num_plurals if each.pluralizable else 1), each.id
        # A language may say "one" in a word of its own.
        least = asked if len(found) == 1 else set()
        assert all(least <= set(fields(one)) <= asked for one in found), each.id
        assert set(fields(found[-1])) == asked, each.id


def test_the_program_finds_them(language: str) -> None:
    found = gettext.translation("distressapp", translations.LOCALE, [language])

    assert found.gettext("I am staff") != "I am staff"
    assert not re.search(r"[A-Za-z]{4}", found.gettext("I am staff")) or language == "es"
