"""Words: complete for their instrument, and never where they may not be shown."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from distressapp.core.errors import DefinitionError
from distressapp.core.sitting import Use
from distressapp.core.wording import WordingKind
from distressapp.instruments import NoWordingError, allow, load_all, load_wording, wording
from distressapp.instruments.wording import WordingNotAllowedError
from tests.instruments.files import wording as changed

INSTRUMENTS = load_all()


@pytest.mark.parametrize("instrument_id", ["hads", "pss10"])
def test_practice_wording_is_refused_in_clinical_use(instrument_id: str) -> None:
    assert wording(instrument_id, "en", Use.REHEARSAL).kind is WordingKind.PRACTICE

    with pytest.raises(WordingNotAllowedError, match="only practice wording"):
        wording(instrument_id, "en", Use.CLINICAL)


@pytest.mark.parametrize("kind", [WordingKind.OWN, WordingKind.LICENSED])
@pytest.mark.parametrize("use", list(Use))
def test_other_wording_is_allowed_in_any_use(kind: WordingKind, use: Use) -> None:
    allow(replace(wording("hads", "en", Use.REHEARSAL), kind=kind), use)


def test_a_language_without_words_is_said_plainly() -> None:
    with pytest.raises(NoWordingError, match="no wording of dt in tlh"):
        wording("dt", "tlh", Use.REHEARSAL)


def test_a_wording_is_known_by_the_sha256_of_its_file(tmp_path: Path) -> None:
    path = changed(tmp_path, "hads.en")

    found = wording("hads", "en", Use.REHEARSAL, folder=tmp_path, instrument=INSTRUMENTS["hads"])

    assert found.sha256 == sha256(path.read_bytes()).hexdigest()


def test_a_pack_says_from_which_age_on_it_may_be_asked(tmp_path: Path) -> None:
    path = changed(tmp_path, "hads.en")
    path.write_text(f"least_age = 12\n{path.read_text(encoding='utf-8')}", encoding="utf-8")

    found = wording("hads", "en", Use.REHEARSAL, folder=tmp_path, instrument=INSTRUMENTS["hads"])

    assert found.least_age == 12
    assert wording("hads", "en", Use.REHEARSAL).least_age == 18


def test_options_come_in_displayed_order_and_are_shared_where_none_are_given() -> None:
    pss = wording("pss10", "en", Use.REHEARSAL)
    hads = wording("hads", "en", Use.REHEARSAL)

    assert len(set(pss.options.values())) == 1
    assert pss.options["1"][0] == "Not once"
    assert hads.options["1"][0] == "Tight nearly the whole week"
    assert hads.options["2"][0] == "They please me fully"


def test_ticked_concerns_have_words_and_no_options() -> None:
    dt = wording("dt", "en", Use.REHEARSAL)

    assert dt.items["practical.money"] == "Money"
    assert list(dt.options) == ["rating"]
    assert {"low", "high", "helper", "domain.physical", "short.rating"} <= set(dt.labels)


@pytest.mark.parametrize(
    ("name", "before", "after", "complaint"),
    [
        ("hads.en", 'instrument = "hads"', 'instrument = "dt"', "instrument: these are the words"),
        ("hads.en", 'language = "en"', 'language = "de"', "language: the file's name says"),
        ("hads.en", 'kind = "practice"', 'kind = "licenced"', "kind: that word is not known"),
        ("hads.en", "intro =", "introduction =", "intro: this key is missing"),
        ("hads.en", "intro =", 'extra = "x"\nintro =', "extra: this key is not known"),
        ("hads.en", 'id = "14"', 'id = "15"', "items.id: the instrument has no such item"),
        ("hads.en", 'id = "14"', 'id = "13"', "items.id: the instrument has no such item"),
        ("hads.en", "text = ", 'text = ""\n#', "item 1, text: it needs a text"),
        ("hads.en", "short = ", "#", "item 1, short: this key is missing"),
        ("hads.en", '    "Tight on many days",\n', "", "item 1, options: it needs 4 options"),
        ("pss10.en", '"Hardly ever", ', "", "item 1, options: it needs 5 options"),
        ("pss10.en", "options = ", "# ", "item 1, options: it needs 5 options"),
        ("dt.en", "[labels]", "[words]", "labels: this key is missing"),
        ("dt.en", "low = ", "# ", "labels: low is missing"),
        ("dt.en", "low = ", 'middle = "x"\nlow = ', "labels: middle is not known"),
        ("dt.en", '"domain.social" = ', "# ", "labels: domain.social is missing"),
    ],
)
def test_a_hole_in_a_wording_is_named_with_its_file_and_key(
    name: str, before: str, after: str, complaint: str, tmp_path: Path
) -> None:
    path = changed(tmp_path, name, (before, after))

    with pytest.raises(DefinitionError) as refused:
        load_wording(path, INSTRUMENTS[name.partition(".")[0]])

    assert str(path) in refused.value.message
    assert complaint in refused.value.message


def test_an_item_without_words_is_named(tmp_path: Path) -> None:
    path = changed(tmp_path, "hads.en")
    text = path.read_text("utf-8")
    path.write_text(text[: text.index('[[items]]\nid = "14"')], "utf-8")

    with pytest.raises(DefinitionError, match="items: item 14 has no words"):
        load_wording(path, INSTRUMENTS["hads"])
