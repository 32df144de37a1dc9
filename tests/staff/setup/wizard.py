"""Hands for the wizard: it is opened on a folder, filled in and gone through."""

from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from pytestqt.qtbot import QtBot

from distressapp.bootstrap import monotonic_ns, new_id
from distressapp.core.sitting import Use
from distressapp.paths import Folder
from distressapp.staff.setup.course import Course, From
from distressapp.staff.setup.page import SetupPage
from distressapp.staff.setup.window import SetupWindow
from distressapp.ui.look import Look
from distressapp.ui.metrics import Metrics
from tests.clinics import CHEAP, Clock
from tests.patience import turn

NAME: Final = "Harbour Clinic (invented)"
PHRASE: Final = "blue cows swim over hills"
_PATIENCE_NS: Final = 60 * 10**9
P = TypeVar("P", bound=SetupPage)


def opened(bot: QtBot, root: Path, clock: Clock | None = None) -> SetupWindow:
    """The wizard on that folder."""
    given = From(
        folder=Folder(root=root), clock=clock or Clock(), new_id=new_id, cost=CHEAP, patients=12
    )
    course = Course(given)
    window = SetupWindow(course, Look(metrics=Metrics(width=1280, height=800)))
    course.setParent(window)
    bot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    return window


def on(window: SetupWindow, kind: type[P]) -> P:
    """The page that is shown, which is of that kind."""
    assert isinstance(window.page, kind)
    return window.page


def go_on(window: SetupWindow) -> str:
    """Tap Next; the step that is shown then."""
    window.next.click()
    settle(window)
    return window.step.id


def settle(window: SetupWindow) -> None:
    """Wait until nothing is being done in the background."""
    until = monotonic_ns() + _PATIENCE_NS
    while window.course.is_busy and monotonic_ns() < until:
        turn()


def begin(window: SetupWindow, use: Use = Use.REHEARSAL) -> None:
    """Fill in the first step."""
    form = window.page.form  # type: ignore[union-attr]  # the first step is a form
    form.name.line.setText(NAME)
    form.use.choose(use)
    form.zone.choose("Europe/Madrid")
    assert go_on(window) == "hours"


def reach(window: SetupWindow, step: str) -> None:
    """Tap Next until that step is shown; what is asked on the way is left as it is."""
    for _try in window.steps:
        if window.step.id == step:
            return
        before = window.step.id
        assert go_on(window) != before, before
    raise AssertionError(step)


def make(window: SetupWindow, phrase: str = PHRASE) -> None:
    """Make the clinic."""
    reach(window, "making")
    page = window.page
    page.name.line.setText("Ana Ito")  # type: ignore[union-attr]  # the page of that step
    page.secret.first.line.setText(phrase)  # type: ignore[union-attr]  # the same
    page.secret.second.line.setText(phrase)  # type: ignore[union-attr]  # the same
    assert go_on(window) == "recovery"


def prove(window: SetupWindow) -> None:
    """Type the recovery code back."""
    code = window.course.code
    assert go_on(window) == "recovery"
    window.page.card.typed.line.setText(code.lower())  # type: ignore[union-attr]  # the same
    assert go_on(window) == "people"


def day(window: SetupWindow) -> date:
    """Today, on the clinic's clock."""
    return window.course.today
