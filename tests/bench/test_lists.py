from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTableView

from bench import lists
from bench.lists_floor import plain_view, strings
from distressapp.staff.desk import Desk

ROWS = 300


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    assert qapp is not None
    with lists.desk_of(tmp_path, ROWS) as found:
        yield found


def test_every_kind_of_work_is_told_for_both_lists(tmp_path: Path, qapp: QApplication) -> None:
    assert qapp is not None

    found = list(lists.measure(tmp_path, rows=ROWS, rounds=1, steps=3))

    assert [each.unit for each in found] == ["x", "x", "x", "x", "ms"] * 2 + ["ms"]
    assert {each.reach.limit for each in found if each.reach is not None} == {1.3, 50.0}
    assert all(each.value is not None for each in found)


def test_the_floor_shows_the_same_rows_in_the_same_room(desk: Desk) -> None:
    for _name, make in lists.lists(desk):
        ours = make()
        ready = strings(ours)
        floor = plain_view(desk.look, ours, ready)

        pages = [lists.page_of(desk, each) for each in (ours, floor)]
        QApplication.processEvents()
        views = [page.findChild(QTableView) for page in pages]
        same = [
            (
                view.model().rowCount(),
                view.model().columnCount(),
                view.viewport().size(),
                view.rowHeight(0),
                [view.columnWidth(each) for each in range(view.model().columnCount())],
                [view.model().index(ROWS - 1, each).data() for each in (0, 1, 2)],
            )
            for view in views
            if isinstance(view, QTableView)
        ]
        for page in pages:
            page.close()

        assert len(same) == 2
        assert same[0] == same[1]
        assert len(ready) == ROWS


@pytest.mark.parametrize("step", [lists.turn_page, lists.turn_wheel], ids=["page", "wheel"])
def test_a_step_moves_both_lists_equally_far(desk: Desk, step: object) -> None:
    assert callable(step)
    name, make = next(iter(lists.lists(desk)))
    ours = make()
    pages = [
        lists.page_of(desk, each) for each in (ours, plain_view(desk.look, ours, strings(ours)))
    ]
    QApplication.processEvents()
    places: list[int] = []

    for page in pages:
        view = page.findChild(QTableView)
        assert isinstance(view, QTableView)
        step(view)
        places.append(view.verticalScrollBar().value())
        page.close()

    assert name == "Patients"
    assert places[0] == places[1] > 0
