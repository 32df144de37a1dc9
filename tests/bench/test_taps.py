from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bench import taps
from bench.windows import Kiosk
from tests.rigs.soaked import Soaked
from tests.rigs.soaking import slope


class Paints(QObject):
    """Counts how often a piece is painted."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def kiosk(kiosk_app: QApplication, clean_stage: QtBot, tmp_path: Path) -> Iterator[Kiosk]:
    assert clean_stage is not None
    found = Kiosk(tmp_path / "kiosk" / "clinic", kiosk_app)
    yield found
    found.close()


def test_with_and_without_saving_are_as_many_taps_of_one_sitting(kiosk: Kiosk) -> None:
    found = taps.pairs(kiosk, 1)

    assert len(found.ours) == len(found.theirs) == 12
    assert min(found.ours + found.theirs) > 0


def test_saving_keeps_the_answer_and_the_floor_keeps_nothing(kiosk: Kiosk) -> None:
    kiosk.begin(1)
    before = len(kiosk.day.kept())

    for is_kept in (True, False, True):
        assert kiosk.is_at_item
        with kiosk.keeping(is_kept=is_kept):
            kiosk.steady(kiosk.row).click()
        kiosk.day.next()

    assert len(kiosk.day.kept()) - before == 2


def test_the_clock_stops_when_the_next_question_is_painted(kiosk: Kiosk) -> None:
    kiosk.begin(1)
    paints = Paints()
    kiosk.steady(kiosk.row).click()
    kiosk.day.room.foot.next.click()
    kiosk.day.room.screen_shown.installEventFilter(paints)

    taps.paint()

    assert paints.count == 1


def test_what_is_left_is_told_with_its_reaches() -> None:
    found = Soaked(
        more=[],
        bytes_a_sitting=512,
        late_bytes_a_sitting=256,
        warming_bytes=2048,
        has_short_memory=True,
        nones=-40,
        taps=20,
        sittings=2,
    )

    nones, memory = taps.left(found)

    assert (nones.value, nones.unit) == (2.0, "references")
    assert (memory.value, memory.unit) == (0.5, "KB a sitting")
    assert "0.25 KB" in memory.note
    assert " 2 KB went" in memory.note
    assert nones.reach is not None
    assert not nones.reach.holds(2.0)


def test_the_slope_is_of_all_days_and_not_of_the_last() -> None:
    calm = [(day * 20, 1_000_000 + 100 * day * 20) for day in range(10)]

    assert slope(calm) == 100
    assert slope([*calm, (200, 1_020_000 + 100_000)]) < (100_000 + 20_000) / 200
