"""The bench of coming in: what stands beside it does the same guesses, boxes and rows."""

from pathlib import Path

from bench import signing
from bench.signing import Floor, sizes_in
from bench.sittings import fill, set_up
from tests.clinics import CHEAP

SITTINGS = 4


def test_the_bench_of_coming_in_tells_its_lines_in_small(tmp_path: Path) -> None:
    lines = list(
        signing.measure(tmp_path, rounds=1, takes=1, sittings=SITTINGS, before=2, cost=CHEAP)
    )

    assert [each.unit for each in lines] == ["x", "ms", "x", "x", "ms", "ms", "ms"]
    limits = [None if each.reach is None else each.reach.limit for each in lines]
    assert limits == [1.3, None, None, 3, None, None, None]
    assert all(each.value is not None and each.value > 0 for each in lines)


def test_the_floor_opens_and_inserts_as_many_boxes_of_the_same_sizes(tmp_path: Path) -> None:
    set_up(tmp_path / "clinic", cost=CHEAP)
    posted = fill(tmp_path / "clinic", SITTINGS)
    sizes = sizes_in(tmp_path / "clinic" / "letterbox.db")
    floor = Floor(tmp_path / "floor", sizes)

    spent = floor.seconds()

    assert spent > 0
    assert (len(sizes), sum(sizes)) == (posted.count, posted.bytes)
    assert [sealed - plain for sealed, plain in zip(sizes, floor.rows, strict=True)] == [
        48
    ] * SITTINGS
