from pathlib import Path

from bench.scoring import measure, scored, whole
from distressapp.core.results import State
from distressapp.instruments import load_all


def test_scoring_is_told_in_microseconds_with_its_reach(tmp_path: Path) -> None:
    alone, with_flags = measure(tmp_path, batches=2, each=2)

    assert (alone.unit, with_flags.unit) == ("µs", "µs")
    assert alone.reach is not None
    assert alone.reach.limit == 25
    assert with_flags.reach is None


def test_what_is_scored_is_a_whole_sitting() -> None:
    instruments = load_all()

    found = scored(instruments, whole(instruments))

    scores = [each for one in found.values() for each in one.scores.values()]
    assert {each.state for each in scores} == {State.FULL}
    assert list(found) == ["dt", "hads", "pss10"]
    assert len(found["dt"].concerns) == 2 * len(instruments["dt"].domains)
