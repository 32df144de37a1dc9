"""A hole in a definition: named with file, line and key, and what to do."""

from pathlib import Path

import pytest

from distressapp.core.errors import DefinitionError
from distressapp.instruments import load, load_all
from tests.instruments.files import definition

ITEM_4 = '[[items]]\nid = "4"\nvalues = [0, 1, 2, 3]\n'
CUTOFF = 'scale = "anxiety"\nat_least = 8\nraises = "talk"\nwith_wish = "soon"\n'
BANDS = 'bands = [{ id = "0-7", low = 0 }, { id = "8-10", low = 8 }, { id = "11-21", low = 11 }]'

HOLES = [
    # each key is needed, and is what it should be
    ('name = "HADS"\n', "", "line 1, name: this key is missing"),
    ('name = "HADS"', 'name = " "', "line 6, name: it needs a text"),
    ('name = "HADS"', "name = 3", "line 6, name: it needs a text"),
    ('name = "HADS"', 'name = "HADS"\nnmae = "x"', "line 7, nmae: this key is not known"),
    ("recall_days = 7", 'recall_days = "7"', "line 8, recall_days: it needs a whole number"),
    ("recall_days = 7", "recall_days = 7.0", "recall_days: it needs a whole number"),
    ("recall_days = 7", "recall_days = true", "recall_days: it needs a whole number"),
    ("recall_days = 7", "recall_days = 0", "recall_days: it is below 1"),
    ("repeat_days = 7", "repeat_days = -1", "repeat_days: it is below 0"),
    ('higher_is = "worse"', 'higher_is = "worst"', "higher_is: that word is not known"),
    ('higher_is = "worse"', "higher_is = []", "higher_is: that word is not known"),
    ("needs_permission = true", 'needs_permission = "yes"', "needs_permission: it needs yes or no"),
    ("asks_about_suicide = false\n", "", "asks_about_suicide: this key is missing"),
    ('id = "hads"', 'id = "../hads"', "line 4, id: it holds other signs"),
    ('id = "hads"', 'id = "HADS"', "id: it holds other signs"),
    ("[missing]", "[mising]", "missing: this key is missing"),
    ("[missing]", "missing = 1\n[mising]", "missing: it needs a table"),
    # items
    (ITEM_4, "", "items: there is no item 4"),
    (ITEM_4, ITEM_4 * 2, "items: 4 stands there twice"),
    (ITEM_4, ITEM_4.replace('"4"', '"4/5"'), "items.id: it holds a slash"),
    (ITEM_4, ITEM_4.replace("0, 1, 2, 3", ""), "line 37, items.values: it needs a list that is"),
    (ITEM_4, ITEM_4.replace("1, 2", "1, 1"), "items.values: options share a value"),
    (ITEM_4, ITEM_4.replace("0, 1, 2, 3", "0"), "items.values: options share a value"),
    (ITEM_4, ITEM_4.replace("0, 1", '0, "1"'), "items.values: it needs a list of whole numbers"),
    (ITEM_4, ITEM_4.replace("0, 1", "0, true"), "items.values: it needs a list of whole numbers"),
    (ITEM_4, ITEM_4 + 'reversed = "no"\n', "items.reversed: it needs yes or no"),
    (ITEM_4, ITEM_4 + '[[items]]\nid = "15"\nvalues = [0, 1]\n', "items.id: no scale counts"),
    # scales
    ('items = ["1", "3",', 'items = ["1", "33", "3",', "scales.items: there is no item 33"),
    ('items = ["1", "3",', 'items = ["1", "1", "3",', "scales.items: an item is counted twice"),
    ('items = ["1", "3",', 'items = [1, "3",', "scales.items: it needs a list of texts"),
    ('parts = ["anxiety", "depression"]', "", "scales: it needs either `items` or `parts`"),
    ('parts = ["anxiety"', 'items = ["1"]\nparts = ["anxiety"', "it needs either `items` or"),
    ('parts = ["anxiety"', 'parts = ["total"', "scales.parts: there is no scale total above"),
    ('parts = ["anxiety"', 'parts = ["depression"', "scales.parts: an item is counted twice"),
    ("low = 0\nhigh = 21", "low = 1\nhigh = 21", "scales.low: the items add up to 0 at least"),
    ("high = 21", "high = 22", "scales.high: the items add up to 21 at most"),
    ("high = 42", "high = 41", "line 120, scales.high: the items add up to 42 at most"),
    ('id = "depression"', 'id = "anxiety"', "scales: anxiety stands there twice"),
    ('trigger = "mood"', 'trigger = "sad"', "scales.trigger: that word is not known"),
    ('trigger = "mood"\n', "", "scales.worsening: it needs a `spread` and a `trigger`"),
    # bands
    (BANDS, BANDS.replace("low = 0", "low = 1"), "scales.bands: the first band does not begin"),
    (BANDS, BANDS.replace("low = 8", "low = 11"), "scales.bands: the bands do not ascend"),
    (BANDS, BANDS.replace("low = 8", "low = 12"), "scales.bands: the bands do not ascend"),
    (BANDS, BANDS.replace("low = 11", "low = 22"), "scales.bands: a band begins above `high`"),
    (BANDS, BANDS.replace("0-7", "8-10"), "scales.bands: 8-10 stands there twice"),
    (BANDS, BANDS.replace("low = 8", 'low = "8"'), "scales.bands.low: it needs a whole number"),
    (BANDS, 'bands = "0-7"', "scales.bands: it needs a list"),
    (BANDS, 'bands = ["0-7"]', "scales.bands: it needs a table"),
    ('bands_source = "Zigmond', '# "Zigmond', "scales.bands_source: this key is missing"),
    # spread
    ("sd = 3.74", "sd = 0", "scales.spread.sd: it is not above 0"),
    ("sd = 3.74", 'sd = "3.74"', "scales.spread.sd: it needs a number"),
    ("sd = 3.74", "sd = nan", "is not valid TOML"),
    ("reliability = 0.79", "reliability = 1.0", "reliability: it is not between 0 and 1"),
    ("reliability = 0.79", "reliability = 0", "reliability: it is not between 0 and 1"),
    ("smallest_important_source", "# ", "smallest_important_source: this key is missing"),
    # profiles and cut-offs
    ('id = "cancer_meta', 'id = "classic"\n# ', "profiles: classic stands there twice"),
    ('id = "classic"\nversion = 1', 'id = "classic"\nversion = 0', "profiles.version: it is below"),
    (CUTOFF, CUTOFF.replace("anxiety", "anger"), "cutoffs.scale: no scale has that id"),
    (CUTOFF, CUTOFF.replace("= 8", "= 0"), "cutoffs.at_least: it is outside 1 to 21"),
    (CUTOFF, CUTOFF.replace("= 8", "= 22"), "cutoffs.at_least: it is outside 1 to 21"),
    (CUTOFF, CUTOFF.replace("= 8", "= 11"), "cutoffs.at_least: it does not climb"),
    (CUTOFF, CUTOFF.replace('"talk"', '"now"'), "cutoffs.with_wish: it is not more urgent"),
    (CUTOFF, CUTOFF.replace('"soon"', '"talk"'), "cutoffs.with_wish: it is not more urgent"),
    (CUTOFF, CUTOFF.replace('"soon"', '"now"'), "cutoffs.at_least: it does not climb"),
    (CUTOFF, CUTOFF.replace('"talk"', '"later"'), "cutoffs.raises: that word is not known"),
    ("high = 42\ntrigger", "high = 42\n# trigger", "cutoffs.scale: that scale has no `trigger`"),
    # missing answers and codes
    (
        'rules = ["strict", "half"',
        'rules = ["half", "strict"',
        'missing.rules: the first is not "s',
    ),
    ('"6_of_7"]', '"6_of_8"]', "missing.rules: 6_of_8 fits no scale"),
    ('"6_of_7"]', '"8_of_7"]', "missing.rules: 8_of_7 fits no scale"),
    ('"6_of_7"]', '"most"]', "missing.rules: most fits no scale"),
    ('"6_of_7"]', '"half"]', "missing.rules: half stands there twice"),
    (
        "# Points",
        '[[codes]]\nof = "fear"\nsystem = "X"\ncode = "1"\nsource = "x"\n# Points',
        "codes.of: no scale has that id",
    ),
]


@pytest.mark.parametrize(("before", "after", "complaint"), HOLES)
def test_a_hole_is_named_with_its_file_line_and_key(
    before: str, after: str, complaint: str, tmp_path: Path
) -> None:
    path = definition(tmp_path, "hads", (before, after))

    with pytest.raises(DefinitionError) as refused:
        load(path)

    assert str(path) in refused.value.message
    assert complaint in refused.value.message
    assert refused.value.advice


DT_HOLES = [
    ('"physical.pain"', '"body.pain"', "domains.items: body.pain is not a name"),
    ('"physical.pain"', '"physical.none"', "domains.items: physical.none is not a name"),
    ('"physical.pain"', '"physical.other"', "domains.items: physical.other is not a name"),
    ('"physical.pain"', '"physical.sleep"', "items: physical.sleep stands there twice"),
    ('item = "practical.food"', 'item = "practical.rent"', "raises.item: no concern has that id"),
    ('item = "practical.food"', 'item = "practical.safety"', "raises.item: no concern has that"),
    ('band = "soon"', 'band = "at once"', "raises.band: that word is not known"),
    ('id = "emotional"', 'id = "physical"', "domains: physical stands there twice"),
    ('[[items]]\nid = "rating"', '[[extra]]\nid = "rating"', "extra: this key is not known"),
    ('items = ["rating"]', 'items = ["physical.pain"]', "items.id: no scale counts this item"),
]


@pytest.mark.parametrize(("before", "after", "complaint"), DT_HOLES)
def test_a_hole_in_the_list_of_concerns_is_named(
    before: str, after: str, complaint: str, tmp_path: Path
) -> None:
    path = definition(tmp_path, "dt", (before, after))

    with pytest.raises(DefinitionError, match=complaint.replace(".", r"\.")):
        load(path)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"id = ", "is not valid TOML"),
        (b"id = '\xff'", "is not UTF-8 text, from byte 6 on"),
        (b"[" * 100_000, "is not valid TOML"),
        (b"#" * 1_000_001, "is far too long"),
        (b"", "line 1, missing: this key is missing"),
    ],
)
def test_what_is_no_definition_at_all_is_said_plainly(
    content: bytes, complaint: str, tmp_path: Path
) -> None:
    path = tmp_path / "definition.toml"
    path.write_bytes(content)

    with pytest.raises(DefinitionError, match=complaint):
        load(path)


def test_a_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="cannot be read: No such file"):
        load(tmp_path / "definition.toml")


def test_an_instrument_without_items_scales_or_profiles_is_refused(tmp_path: Path) -> None:
    path = definition(tmp_path, "pss10")
    text = path.read_text("utf-8")
    items = text[text.index("[[items]]") : text.index("[[scales]]")]
    scales = text[text.index("[[scales]]") : text.index("[[profiles]]")]
    profiles = text[text.index("[[profiles]]") :]

    for part, complaint in [
        (items, "there is no item"),
        (scales, "there is no scale"),
        (profiles, "there is no profile"),
    ]:
        path.write_text(text.replace(part, ""), "utf-8")
        with pytest.raises(DefinitionError, match=complaint):
            load(path)


def test_a_folder_without_instruments_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="There is no instrument in"):
        load_all(tmp_path)


def test_a_definition_stands_in_the_folder_of_its_id(tmp_path: Path) -> None:
    definition(tmp_path, "hads", ('id = "hads"', 'id = "sadh"'))

    with pytest.raises(DefinitionError, match="folder of another instrument"):
        load_all(tmp_path)


def test_every_instrument_knows_every_profile(tmp_path: Path) -> None:
    definition(tmp_path, "hads")
    definition(tmp_path, "pss10", ('id = "cancer_meta_analysis"', 'id = "other"'))

    with pytest.raises(DefinitionError, match=r"hads/definition\.toml has no profile other"):
        load_all(tmp_path)


def test_there_is_always_a_classic_profile(tmp_path: Path) -> None:
    definition(tmp_path, "pss10", ('id = "classic"', 'id = "modern"'))

    with pytest.raises(DefinitionError, match="has no profile classic"):
        load_all(tmp_path)
