"""What somebody typed as a language, and which of the clinic's it is."""

import pytest

from distressapp.service.languages import language_meant, language_words

OFFERED = ("en", "es", "zh-Hans")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("es_MX", "es"),
        ("Spanish", "es"),
        ("español", "es"),
        ("Chinese", "zh-Hans"),
        ("zh-Hans", "zh-Hans"),
        ("\u7b80\u4f53\u4e2d\u6587", "zh-Hans"),
        ("de", ""),
        ("German", ""),
        ("", ""),
        ("?", ""),
        ("English and some French", ""),
    ],
)
def test_a_tag_or_a_name_means_one_of_the_clinics_languages_or_none(said: str, meant: str) -> None:
    assert language_meant(said, OFFERED) == meant


@pytest.mark.parametrize(
    ("said", "words"),
    [("en", "English"), ("es-MX", "Spanish"), ("English", "English"), ("Tok Pisin", "Tok Pisin")],
)
def test_a_tag_is_read_out_as_the_language_that_it_is(said: str, words: str) -> None:
    assert language_words(said) == words
