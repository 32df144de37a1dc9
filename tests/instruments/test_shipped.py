"""What ships: structure and figures as in the sources, words of our own that fit."""

from fractions import Fraction
from pathlib import Path

import pytest

from distressapp.core.instrument import Band, Cutoff, Kind
from distressapp.core.sitting import Use
from distressapp.core.wording import Wording, WordingKind
from distressapp.instruments import definition_sha256, find_wordings, load_all, wording
from distressapp.paths import resources

INSTRUMENTS = load_all()
LANGUAGES = ("en", "es", "el", "zh-Hans", "ar")
HADS = INSTRUMENTS["hads"]


def figures(cutoff: Cutoff) -> tuple[str, int, Band, Band | None]:
    return (cutoff.scale, cutoff.at_least, cutoff.raises, cutoff.with_wish)


def test_three_instruments_ship_and_the_core_comes_first() -> None:
    assert list(INSTRUMENTS) == ["dt", "hads", "pss10"]


def test_each_says_when_it_looks_back_and_when_it_may_be_repeated() -> None:
    days = {each.id: (each.recall_days, each.repeat_days) for each in INSTRUMENTS.values()}

    assert days == {"dt": (7, 0), "hads": (7, 7), "pss10": (28, 28)}


def test_the_list_has_the_44_concerns_of_the_2025_structure() -> None:
    counts = {domain.id: len(domain.items) for domain in INSTRUMENTS["dt"].domains}

    assert counts == {"physical": 9, "emotional": 9, "social": 7, "practical": 13, "spiritual": 6}
    assert sum(counts.values()) == 44


def test_four_concerns_raise_soon() -> None:
    raising = {item.id: item.raises for item in INSTRUMENTS["dt"].items if item.raises}

    assert raising == dict.fromkeys(
        ["practical.safety", "practical.food", "practical.medicine", "emotional.burden"], Band.SOON
    )


def test_the_hads_shows_the_worst_option_first_on_eight_items() -> None:
    worst_first = [item.id for item in HADS.items if item.values == (3, 2, 1, 0)]
    best_first = [item.id for item in HADS.items if item.values == (0, 1, 2, 3)]

    assert worst_first == ["1", "3", "5", "6", "8", "10", "11", "13"]
    assert best_first == ["2", "4", "7", "9", "12", "14"]
    assert not any(item.is_reversed for item in HADS.items)


def test_odd_hads_items_are_anxiety_and_even_ones_depression() -> None:
    assert HADS.scale("anxiety").items == tuple(str(n) for n in range(1, 15, 2))
    assert HADS.scale("depression").items == tuple(str(n) for n in range(2, 15, 2))


def test_the_pss_reverses_4_5_7_and_8() -> None:
    pss = INSTRUMENTS["pss10"]

    assert [item.id for item in pss.items if item.is_reversed] == ["4", "5", "7", "8"]
    assert {item.values for item in pss.items} == {(0, 1, 2, 3, 4)}
    assert pss.scale("helplessness").items == ("1", "2", "3", "6", "9", "10")


def test_only_the_rating_and_the_two_hads_scales_have_bands() -> None:
    bands = {
        f"{each.id}.{scale.id}": [band.id for band in scale.bands]
        for each in INSTRUMENTS.values()
        for scale in each.scales
        if scale.bands
    }

    hads = ["0-7", "8-10", "11-21"]
    assert bands == {
        "dt.rating": ["0-3", "4-10"],
        "hads.anxiety": hads,
        "hads.depression": hads,
    }


def test_the_classic_cut_offs_are_4_and_8_on_the_rating_and_8_and_11_on_the_hads() -> None:
    dt = [figures(each) for each in INSTRUMENTS["dt"].profile("classic").cutoffs]
    hads = [figures(each) for each in HADS.profile("classic").cutoffs]

    assert dt == [("rating", 4, Band.TALK, Band.SOON), ("rating", 8, Band.SOON, None)]
    assert hads == [
        ("anxiety", 8, Band.TALK, Band.SOON),
        ("anxiety", 11, Band.SOON, None),
        ("depression", 8, Band.TALK, Band.SOON),
        ("depression", 11, Band.SOON, None),
    ]


def test_the_cancer_profile_adds_total_15_and_depression_7() -> None:
    cutoffs = [figures(each) for each in HADS.profile("cancer_meta_analysis").cutoffs]

    assert ("total", 15, Band.TALK, Band.SOON) in cutoffs
    assert ("depression", 7, Band.TALK, Band.SOON) in cutoffs
    assert ("depression", 8, Band.TALK, Band.SOON) not in cutoffs


def test_the_pss_has_profiles_without_cut_offs() -> None:
    assert [each.cutoffs for each in INSTRUMENTS["pss10"].profiles] == [(), ()]


def test_decimals_are_read_exactly() -> None:
    spread = HADS.scale("anxiety").spread

    assert spread is not None
    assert (spread.sd, spread.reliability) == (Fraction(374, 100), Fraction(79, 100))
    assert spread.smallest_important == Fraction(3, 2)


def test_no_code_that_needs_a_licence_is_shipped() -> None:
    assert [each.id for each in INSTRUMENTS.values() if each.codes] == []


def test_none_of_the_shipped_instruments_asks_about_suicide() -> None:
    assert not any(each.asks_about_suicide for each in INSTRUMENTS.values())


def test_the_owned_instruments_need_a_permission() -> None:
    needing = [each.id for each in INSTRUMENTS.values() if each.needs_permission]

    assert needing == ["hads", "pss10"]


def test_a_definition_is_known_by_the_sha256_of_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "dt"
    folder.mkdir()
    shipped = definition_sha256("dt")

    assert len(shipped) == 64
    assert shipped != definition_sha256("hads")


IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
OF_EACH_INSTRUMENT = pytest.mark.parametrize("instrument_id", list(INSTRUMENTS))


@IN_EACH_LANGUAGE
@OF_EACH_INSTRUMENT
def test_every_word_fits_its_screen(instrument_id: str, language: str) -> None:
    words = wording(instrument_id, language, Use.REHEARSAL)

    for item in INSTRUMENTS[instrument_id].items:
        limit = 90 if item.kind is Kind.CHOICE else 40
        assert len(words.items[item.id]) <= limit
        assert len(words.labels[f"short.{item.id}"]) <= 32
    for options in words.options.values():
        assert all(len(option) <= 40 for option in options)
        assert len(set(options)) == len(options)


@IN_EACH_LANGUAGE
@OF_EACH_INSTRUMENT
def test_no_two_items_read_the_same(instrument_id: str, language: str) -> None:
    words = wording(instrument_id, language, Use.REHEARSAL)
    short = [text for key, text in words.labels.items() if key.startswith("short.")]

    assert len(set(words.items.values())) == len(words.items)
    assert len(set(short)) == len(short)


@IN_EACH_LANGUAGE
@OF_EACH_INSTRUMENT
def test_no_sentence_of_another_language_is_left(instrument_id: str, language: str) -> None:
    english, words = (wording(instrument_id, each, Use.REHEARSAL) for each in ("en", language))

    left = sentences(english) & sentences(words)

    assert left == (sentences(english) if language == "en" else set())


@pytest.mark.parametrize("language", LANGUAGES[1:])
@OF_EACH_INSTRUMENT
def test_a_translation_says_that_a_clinician_should_read_it(
    instrument_id: str, language: str
) -> None:
    path = resources() / "wording" / f"{instrument_id}.{language}.toml"

    head = path.read_text(encoding="utf-8").partition("instrument =")[0]

    assert "Translated by this project: needs review by a native clinician." in head


def test_safety_reads_as_agreed_and_prints_as_speak_privately() -> None:
    words = wording("dt", "en", Use.CLINICAL)

    assert words.items["practical.safety"] == "Feeling safe at home or with others"
    assert words.labels["short.practical.safety"] == "speak privately"
    assert words.kind is WordingKind.OWN


def test_the_words_of_owned_instruments_are_practice_only() -> None:
    kinds = {each.id: {w.kind for w in find_wordings(each)} for each in INSTRUMENTS.values()}
    languages = {
        each.id: {w.language for w in find_wordings(each)} for each in INSTRUMENTS.values()
    }

    assert kinds == {
        "dt": {WordingKind.OWN},
        "hads": {WordingKind.PRACTICE},
        "pss10": {WordingKind.PRACTICE},
    }
    assert languages == {each: set(LANGUAGES) for each in INSTRUMENTS}


def sentences(words: Wording) -> set[str]:
    """Every text of a wording that is more than a number."""
    options = {each for texts in words.options.values() for each in texts}
    found = {words.intro, *words.items.values(), *words.labels.values(), *options}
    return {each for each in found if not each.isdigit()}
