"""Whoever watches for escapes would see one."""

from functools import partial

from tests.x11.escape.attempts import Attempt
from tests.x11.escape.conftest import ANSWER
from tests.x11.escape.hands import strike
from tests.x11.escape.watching import Watch
from tests.x11.kiosk import Kiosk


def test_another_answer_and_another_page_are_told(seated: Kiosk) -> None:
    watch = Watch(kiosk=seated, answer=ANSWER)

    seven = watch.after(Attempt(name="seven", group="", does=partial(strike, names=("7",))))
    seated.tap(ANSWER)
    again = watch.after(Attempt(name="six", group="", does=partial(strike, names=("shift",))))
    seated.tap("Back")
    back = watch.after(Attempt(name="back", group="", does=partial(strike, names=("shift",))))

    assert seven != ""
    assert again == ""
    assert back != ""
