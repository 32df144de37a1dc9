"""The pieces of the screen of one patient, by themselves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from distressapp.core.progress import Visited, progress
from distressapp.core.results import State
from distressapp.core.sitting import Who
from distressapp.core.summary import Past
from distressapp.report.render import outline
from distressapp.service.timeline import Happening, Sort
from distressapp.staff.patient.chart import Chart
from distressapp.staff.patient.happenings import AT_ONCE, Happenings
from distressapp.staff.patient.picture import PagePicture
from distressapp.staff.patient.trends import MeasureCard, Trends
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.pieces import Words
from distressapp.ui.theme import THEMES
from tests.core.sheets import full, ordinary, past
from tests.core.shipped import INSTRUMENTS
from tests.staff.room import staff_look

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def chart(days: Sequence[Past], measure: str = "hads.anxiety", theme: str = "light") -> Chart:
    visits = [Visited(sitting=str(at), past=each) for at, each in enumerate(days)]
    lines = {each.id: each for each in progress(visits, INSTRUMENTS, profile="classic")}
    found = Chart(lines[measure], staff_look(THEMES[theme]))
    found.resize(600, 236)
    return found


def unscored(day: Past) -> Past:
    scores = {
        name: replace(each, state=State.NOT_SCORED, value=None, answered=0)
        for name, each in day.scores.items()
    }
    return replace(day, scores=scores)


@pytest.mark.parametrize("theme", list(THEMES))
def test_the_last_score_stands_highest_where_it_is_highest(qtbot: QtBot, theme: str) -> None:
    found = chart(
        [past(date(2026, 1, 5), 2, 4, 4, 10), past(date(2026, 3, 5), 2, 19, 4, 10)], theme=theme
    )
    qtbot.addWidget(found)
    plot = found.plot().toRectF()

    first, last = found.line.points

    assert found.level(19, plot) < found.level(4, plot) < found.level(0, plot)
    assert found.place(first, plot) < found.place(last, plot)
    at = found.place(last, plot), found.level(19, plot)
    colour = found.grab().toImage().pixelColor(int(at[0]), int(at[1]))
    assert colour == QColor(THEMES[theme].accent)


def test_no_score_is_drawn_outside_the_axis(qtbot: QtBot) -> None:
    found = chart([past(date(2026, 1, 5), 2, 20, 4, 10)])
    qtbot.addWidget(found)
    plot = found.plot().toRectF()

    assert found.level(25, plot) == plot.top()
    assert found.level(-4, plot) == plot.bottom()


@pytest.mark.parametrize(
    "days",
    [
        [past(date(2026, 1, 5), 2, 4, 4, 10)],
        [past(date(2026, 1, 5), 2, 4, 4, 10), past(date(2026, 1, 5), 9, 9, 9, 9)],
        [unscored(past(date(2026, 1, 5), 2, 4, 4, 10))],
        [past(date(2026, 1, day), 2, day % 21, 4, 10) for day in range(1, 31)],
    ],
)
def test_one_day_the_same_day_no_score_and_many_can_be_drawn(
    qtbot: QtBot, days: Sequence[Past]
) -> None:
    found = chart(days)
    qtbot.addWidget(found)

    assert not found.grab().isNull()


def test_without_a_history_the_trend_says_what_to_do(qtbot: QtBot) -> None:
    trends = Trends(staff_look())
    qtbot.addWidget(trends)

    trends.show_lines((), is_matched=False)

    assert trends.cards == []


def test_a_long_history_is_shown_a_part_at_a_time(qtbot: QtBot) -> None:
    look = staff_look()
    found = Happenings(look)
    qtbot.addWidget(found)
    many = [
        Happening(at=START - timedelta(days=day), sort=Sort.CONTACT, title=f"Event {day}")
        for day in range(AT_ONCE + 40)
    ]

    found.show_happenings(many)
    before = [each for each in found.words() if each.startswith("Event")]
    (more,) = found.findChildren(Button)
    offered = more.words()
    more.click()
    after = [each for each in found.words() if each.startswith("Event")]

    assert (len(before), offered) == (AT_ONCE, "Show 40 older entries")
    assert len(after) == AT_ONCE + 40


def test_nothing_that_happened_is_said_in_words(qtbot: QtBot) -> None:
    found = Happenings(staff_look())
    qtbot.addWidget(found)

    found.show_happenings(())

    assert any(each.startswith("Nothing has happened yet") for each in found.words())


def test_a_page_keeps_its_shape_and_every_mark(qtbot: QtBot) -> None:
    (page,) = outline(full("Καλημέρα 你好"))
    picture = PagePicture(page, "Page 1 of 1")
    qtbot.addWidget(picture)
    picture.resize(600, picture.heightForWidth(600))

    image = picture.grab().toImage()

    assert abs(image.height() / image.width() - page.height / page.width) < 0.01
    dark = sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )
    assert dark > 500


def test_words_stand_on_the_screen_as_wide_as_on_paper(qtbot: QtBot) -> None:
    (page,) = outline(ordinary())
    picture = PagePicture(page, "Page 1 of 1")
    qtbot.addWidget(picture)
    picture.resize(1200, picture.heightForWidth(1200))

    image = picture.grab().toImage()

    # Nothing is drawn in the margins, neither by letters that are too wide nor by lines.
    scale = image.width() / page.width
    margin = int((page.margin - 4) * scale)
    for x in (margin, image.width() - margin):
        for y in range(int(30 * scale), image.height() - int(30 * scale), 3):
            assert image.pixelColor(x, y) == QColor("#FFFFFF")


def test_figures_of_a_long_line_stand_apart_and_the_last_and_the_chosen_have_theirs(
    qtbot: QtBot,
) -> None:
    days = [
        past(date(2025, 1, 3) + timedelta(days=9 * nth), 5, nth % 22, 4, 14) for nth in range(40)
    ]
    found = chart(days)
    qtbot.addWidget(found)
    found.choose("17")

    labels = found.labels(QRectF(found.plot()))

    rooms = [room for _each, room in labels]
    told = [each.sitting for each, _room in labels]
    assert told[:2] == ["39", "17"]
    assert not any(one.intersects(other) for one in rooms for other in rooms if one is not other)


def test_what_cannot_be_compared_is_joined_by_a_dotted_line_and_said(qtbot: QtBot) -> None:
    helped = replace(past(date(2026, 8, 4), 5, 12, 4, 14), who=Who.HELPED)
    alone = past(date(2026, 6, 2), 5, 5, 4, 14)

    said = []
    for days in ([alone, helped], [alone, replace(helped, who=Who.SELF)]):
        lines = progress(
            [Visited(sitting=str(nth), past=each) for nth, each in enumerate(days)],
            INSTRUMENTS,
            profile="classic",
        )
        card = MeasureCard(lines[0], staff_look(THEMES["light"]))
        qtbot.addWidget(card)
        said.append("dotted line" in " ".join(each.text() for each in card.findChildren(Words)))

    assert said == [True, False]
