import threading
from functools import partial

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from distressapp.ui.background import Background, Done


class NoPaperError(Exception):
    """What a printer may say."""


def no_paper() -> object:
    raise NoPaperError


def test_what_work_gives_arrives_in_the_thread_of_the_windows(bot: QtBot) -> None:
    background = Background()
    told: list[tuple[Done, int]] = []
    background.finished.connect(lambda done: told.append((done, threading.get_ident())))

    with bot.waitSignal(background.finished):
        background.run(threading.get_ident)

    done, told_in = told[0]
    assert told_in == threading.get_ident()
    assert done.value != told_in, "the work itself was done elsewhere"
    assert done.error is None


def test_a_failure_arrives_as_what_it_is_and_ends_nothing(bot: QtBot) -> None:
    background = Background()
    told: list[Done] = []
    background.finished.connect(told.append)

    background.run(no_paper)
    background.run(lambda: 0)
    bot.waitUntil(lambda: len(told) == 2)

    assert isinstance(told[0].error, NoPaperError)
    assert told[1] == Done(value=0)


def test_work_is_done_in_the_order_it_was_asked_for(bot: QtBot) -> None:
    background = Background()
    told: list[object] = []
    background.finished.connect(lambda done: told.append(done.value))

    for number in range(20):
        background.run(partial(int, number))
    assert background.is_busy
    bot.waitUntil(lambda: not background.is_busy)

    assert told == list(range(20))


def test_the_windows_do_not_wait_for_the_work(bot: QtBot) -> None:
    background, may_end = Background(), threading.Event()

    background.run(may_end.wait)

    assert background.is_busy
    with bot.waitSignal(background.finished):
        may_end.set()


def test_an_owner_that_has_ended_is_told_nothing_of_what_was_still_being_done(bot: QtBot) -> None:
    background, may_end = Background(), threading.Event()
    told: list[object] = []
    background.finished.connect(told.append)
    background.run(may_end.wait)

    background.leave()
    may_end.set()
    bot.waitUntil(lambda: not background.is_busy)

    assert told == []


def test_work_still_running_when_its_owner_goes_is_waited_for() -> None:
    owner = QObject()
    background, ended = Background(owner), threading.Event()
    background.run(ended.set)

    background.wait()

    assert ended.is_set()
