"""From a step of the course to its screen, built new each time."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from distressapp.core.course import TOP_CONCERNS, Step, StepKind, ticked
from distressapp.core.frozen import frozen
from distressapp.core.interview import Interview
from distressapp.core.wording import Wording
from distressapp.kiosk.screens.choosing import OptionScreen, Tells, TileScreen
from distressapp.kiosk.screens.rating import RatingScreen
from distressapp.kiosk.screens.screen import Screen, Wish
from distressapp.kiosk.screens.telling import TellingScreen
from distressapp.kiosk.screens.welcome import WelcomeScreen
from distressapp.kiosk.screens.writing import WritingScreen
from distressapp.text import _
from distressapp.ui.concern_icons import icon_of
from distressapp.ui.look import Look
from distressapp.ui.words import (
    choices,
    concern_name,
    page,
    thanks_after_not_today,
    why_we_ask,
)


@frozen
class Setting:
    """What a screen is built from, besides its step.

    Attributes:
        language_names: Tag to the language's own name.
        consent: The clinic's own text in place of ours, a sentence a line; empty for ours.
        percent: The size of letters that is chosen now.
        has_steppers: Whether the rating has "a little less" and "a little more".
        has_icons: Whether an icon stands beside the word of each concern.
    """

    interview: Interview
    wordings: Mapping[str, Wording]
    look: Look
    language: str
    language_names: Mapping[str, str]
    consent: str = ""
    percent: int = 100
    has_steppers: bool = False
    has_icons: bool = True


def screen_for(step: Step, setting: Setting) -> Screen:
    """The screen of that step, showing nothing as answered yet."""
    return _BUILDERS[step.kind](step, setting)


def _welcome(_step: Step, setting: Setting) -> Screen:
    return WelcomeScreen(setting.language_names, setting.look, percent=setting.percent)


def _why(step: Step, setting: Setting) -> Screen:
    own = tuple(line.strip() for line in setting.consent.splitlines() if line.strip())
    return TellingScreen(
        page(step, setting.wordings),
        setting.look,
        sentences=own or why_we_ask(),
        wishes={Wish.START: _("Start"), Wish.NOT_TODAY: _("Not today")},
    )


def _rating(step: Step, setting: Setting) -> Screen:
    labels = setting.wordings["dt"].labels
    return RatingScreen(
        page(step, setting.wordings),
        labels["low"],
        labels["high"],
        setting.look,
        has_steppers=setting.has_steppers,
    )


def _concerns(step: Step, setting: Setting) -> Screen:
    domain, wording = str(step.subject), setting.wordings["dt"]
    items = next(each for each in setting.interview.instruments["dt"].domains if each.id == domain)
    none, other = f"{domain}.none", f"{domain}.other"
    tiles = {
        **{item: wording.items[item] for item in items.items},
        none: _("None of these"),
        other: _("Something else"),
    }
    return TileScreen(
        page(step, setting.wordings),
        str(step.key),
        tiles,
        setting.look,
        alone=(none,),
        quiet=(none, other),
        icons=_icons(tiles, setting),
    )


def _icons(concerns: Iterable[str], setting: Setting) -> Mapping[str, str]:
    """The icon of each concern that has one; none where the clinic wants none."""
    found = {each: icon_of(each) for each in concerns if setting.has_icons}
    return {each: icon for each, icon in found.items() if icon is not None}


def _top(step: Step, setting: Setting) -> Screen:
    interview, wording = setting.interview, setting.wordings["dt"]
    marked = ticked(interview.answers, interview.instruments["dt"])
    return TileScreen(
        page(step, setting.wordings),
        str(step.key),
        {each: concern_name(each, wording) for each in marked},
        setting.look,
        most=TOP_CONCERNS,
        icons=_icons(marked, setting),
        refusal=_("You have chosen three. Tap one of them to take it back."),
        tells=Tells.TILES,
    )


def _help(step: Step, setting: Setting) -> Screen:
    return TileScreen(
        page(step, setting.wordings),
        str(step.key),
        choices(step.kind),
        setting.look,
        alone=("not_now",),
        quiet=("not_now",),
        most_columns=2,
        tells=None if step.subject == "any" else Tells.TITLE,
    )


def _one_of(step: Step, setting: Setting) -> Screen:
    offered = dict(choices(step.kind))
    if step.kind is StepKind.WHO and not setting.interview.may_be_proxy:
        del offered["proxy"]
    return OptionScreen(
        page(step, setting.wordings),
        str(step.key),
        offered,
        setting.look,
        can_decline=step.kind not in {StepKind.WHO, StepKind.NOT_TODAY},
    )


def _item(step: Step, setting: Setting) -> Screen:
    instrument, item = str(step.instrument), str(step.subject)
    words = setting.wordings[instrument].options[item]
    return OptionScreen(
        page(step, setting.wordings),
        str(step.key),
        {str(index): each for index, each in enumerate(words)},
        setting.look,
        values=setting.interview.instruments[instrument].item(item).values,
        can_decline=True,
    )


def _writing(step: Step, setting: Setting) -> Screen:
    return WritingScreen(
        page(step, setting.wordings),
        str(step.key),
        setting.language,
        setting.look,
        is_number=step.kind is StepKind.PHONE_NUMBER,
    )


def _checkpoint(step: Step, setting: Setting) -> Screen:
    return TellingScreen(
        page(step, setting.wordings),
        setting.look,
        wishes={Wish.GO_ON: _("Go on"), Wish.STOP_HERE: _("Stop here")},
    )


def _telling(step: Step, setting: Setting) -> Screen:
    recorded = "" if step.instrument is None else f"{step.instrument}/intro"
    return TellingScreen(page(step, setting.wordings), setting.look, recorded=recorded)


def _thanks(step: Step, setting: Setting) -> Screen:
    if "sitting/not_today" in setting.interview.answers:
        return TellingScreen(thanks_after_not_today(), setting.look)
    return _telling(step, setting)


_BUILDERS: Final[Mapping[StepKind, Callable[[Step, Setting], Screen]]] = {
    StepKind.WELCOME: _welcome,
    StepKind.WHO: _one_of,
    StepKind.WHY: _why,
    StepKind.NOT_TODAY: _one_of,
    StepKind.RATING: _rating,
    StepKind.CONCERNS: _concerns,
    StepKind.OWN_WORDS: _writing,
    StepKind.TOP: _top,
    StepKind.HELP: _help,
    StepKind.BECAUSE: _one_of,
    StepKind.PHONE: _one_of,
    StepKind.PHONE_NUMBER: _writing,
    StepKind.PHONE_TIME: _one_of,
    StepKind.PHONE_MESSAGE: _one_of,
    StepKind.CHECKPOINT: _checkpoint,
    StepKind.BRIDGE: _telling,
    StepKind.ITEM: _item,
    StepKind.TALK: _one_of,
    StepKind.THANKS: _thanks,
}
