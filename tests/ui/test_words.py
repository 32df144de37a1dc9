import pytest
from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from distressapp.ui.fonts import font
from distressapp.ui.look import Look, balanced_width, fits, text_height
from distressapp.ui.metrics import TEXT_PERCENTS, Metrics
from distressapp.ui.widgets.notice import Notice
from distressapp.ui.widgets.words import QuestionWords, Words

QUESTION = "How much distress have you been in over the past week, including today?"
LEAD = "Tap the number that fits best. There is no right answer."


@pytest.mark.parametrize(
    "written", ["<b>bold</b>", "<img src='/etc/hostname'>", "&amp;", "a\nb", "{name}"]
)
def test_words_are_shown_as_they_were_written(bot: QtBot, look: Look, written: str) -> None:
    words = Words(written, look)
    bot.addWidget(words)

    assert words.textFormat() is Qt.TextFormat.PlainText
    assert words.text() == written
    assert words.accessibleName() == written


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("room", [QRect(0, 0, 500, 400), QRect(0, 0, 1200, 160)])
def test_a_question_fits_its_room_or_stands_at_its_smallest(
    bot: QtBot, percent: int, room: QRect
) -> None:
    look = Look(metrics=Metrics(width=1280, height=800, text_percent=percent))
    words = QuestionWords(QUESTION, LEAD, look)
    bot.addWidget(words)

    used = words.place(room)

    is_smallest = words.title.spare <= 1 and words.lead.spare <= 1
    assert used <= room.height() or is_smallest
    for each in (words.title, words.lead):
        assert fits(each.text(), each.letters, each.rect())


def test_a_question_is_as_large_as_asked_where_there_is_room(bot: QtBot) -> None:
    look = Look(metrics=Metrics(width=1280, height=800, text_percent=200))
    words = QuestionWords(QUESTION, LEAD, look)
    bot.addWidget(words)

    words.place(QRect(0, 0, 1200, 200))
    words.place(QRect(0, 0, 1200, 700))

    assert words.title.letters.pixelSize() == look.metrics.text(36)


@pytest.mark.parametrize("width", [240, 500, 900])
def test_balanced_lines_are_no_more_lines(bot: QtBot, width: int) -> None:
    assert bot is not None
    letters = font(30)

    narrow = balanced_width(QUESTION, letters, width)

    assert narrow <= width
    assert text_height(QUESTION, letters, narrow) == text_height(QUESTION, letters, width)


def test_a_notice_takes_no_room_until_it_says_something(bot: QtBot, look: Look) -> None:
    notice = Notice(look)
    bot.addWidget(notice)
    before = (notice.height_for(1280), notice.isHidden())

    notice.say("Your answers are safe. Please tell staff.")

    assert before == (0, True)
    assert notice.height_for(1280) > 0
    notice.say("")
    assert (notice.height_for(1280), notice.isHidden()) == before


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("width", [800, 1280])
def test_a_notice_is_as_high_as_its_words(bot: QtBot, width: int, percent: int) -> None:
    look = Look(metrics=Metrics(width=width, height=2080 - width, text_percent=percent))
    notice = Notice(look)
    bot.addWidget(notice)
    notice.say(QUESTION + " " + LEAD)

    notice.resize(width, notice.height_for(width))

    assert fits(notice.words, notice.letters, notice.text_rect())
