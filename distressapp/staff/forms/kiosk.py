"""The kiosk: times, letters, colours, cleaning."""

import math
from dataclasses import replace
from fractions import Fraction

from PySide6.QtGui import QGuiApplication

from distressapp.service.settings_words import choice_words
from distressapp.settings import Screen, Settings
from distressapp.settings.shape import TEXT_PERCENTS, THEMES
from distressapp.staff.forms.form import Form, NumberField, Room, about, name_of, narrow
from distressapp.staff.forms.hearing import HearingFields
from distressapp.staff.widgets.fields import Choice, TextField, Tick
from distressapp.text import _
from distressapp.ui.metrics import CLINICAL_DIAGONAL_IN, MM_PER_INCH

_LONGEST_S = 3600


class KioskForm(Form):
    """Times without a touch, cleaning, letters and colours."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        found, screen = room.settings, room.settings.screen
        limits = {"cleaning_s": (0, found.cleaning_s), "idle_s": (10, found.idle_s)}
        limits["blank_s"] = (5, found.blank_s)
        self.seconds = {
            key: NumberField(
                name_of(key),
                self.look,
                self,
                value=value,
                low=low,
                high=_LONGEST_S,
                hint=about(key),
            )
            for key, (low, value) in limits.items()
        }
        self.percent = Choice(
            name_of("screen.text_percent"),
            [(str(each), each) for each in TEXT_PERCENTS],
            self.look,
            self,
            value=screen.text_percent,
        )
        self.theme = Choice(
            name_of("screen.theme"),
            [(choice_words(each), each) for each in THEMES],
            self.look,
            self,
            value=screen.theme,
        )
        inches = "" if screen.diagonal_in is None else _decimal(screen.diagonal_in)
        self.diagonal = TextField(
            name_of("screen.diagonal_in"), self.look, self, value=inches, most=8
        )
        self.diagonal.hint.setText(about("screen.diagonal_in"))
        self.diagonal.hint.show()
        narrow(self.diagonal, self.look)
        self.slides = Tick(
            name_of("screen.has_transitions"), self.look, self, is_on=screen.has_transitions
        )
        self.steppers = Tick(
            name_of("screen.has_steppers"),
            self.look,
            self,
            is_on=screen.has_steppers,
            hint=about("screen.has_steppers"),
        )
        self.icons = Tick(
            name_of("screen.has_icons"),
            self.look,
            self,
            is_on=screen.has_icons,
            hint=about("screen.has_icons"),
        )
        self.hearing = HearingFields(screen.voice_output, self.look, self)
        self.judge()
        small = _small_inches()
        if small:
            self.explain(
                _(
                    "This screen says that it measures {inches} inches. In clinical use patients "
                    "need ten inches or more; a smaller one works, with smaller buttons. If it "
                    "lies, measure it and type its size below."
                ).format(inches=small)
            )
        self.add(*self.seconds.values(), self.percent, self.theme, self.diagonal)
        self.add(self.slides, self.steppers, self.icons, self.hearing)

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where a number is wrong."""
        numbers = {key: field.number() for key, field in self.seconds.items()}
        idle, blank, cleaning = numbers["idle_s"], numbers["blank_s"], numbers["cleaning_s"]
        is_right, diagonal = self._diagonal()
        percent = self.percent.value()
        if idle is None or blank is None or cleaning is None or not is_right:
            return None
        screen = Screen(
            diagonal_in=diagonal,
            theme=str(self.theme.value()),
            text_percent=percent if isinstance(percent, int) else settings.screen.text_percent,
            has_transitions=self.slides.is_on,
            has_steppers=self.steppers.is_on,
            has_icons=self.icons.is_on,
            voice_output=self.hearing.output(),
        )
        return replace(settings, idle_s=idle, blank_s=blank, cleaning_s=cleaning, screen=screen)

    def _diagonal(self) -> tuple[bool, Fraction | None]:
        words = self.diagonal.text().replace(",", ".")
        if not words:
            return True, None
        try:
            found = Fraction(words)
        except (ValueError, ZeroDivisionError):
            found = Fraction(0)
        if not 5 <= found <= 100:  # noqa: PLR2004  (as the settings have it)
            self.diagonal.complain(_("Type inches from 5 to 100, like 10.1, or nothing."))
            return False, None
        return True, found


def _small_inches() -> str:
    """The size of a screen that is too small for clinical use, as it says itself; else empty."""
    size = QGuiApplication.primaryScreen().physicalSize()
    inches = math.hypot(size.width(), size.height()) / MM_PER_INCH
    return f"{inches:.1f}" if 0 < inches < CLINICAL_DIAGONAL_IN else ""


def _decimal(value: Fraction) -> str:
    tenths = value * 10
    if tenths.denominator == 1:
        whole, rest = divmod(tenths.numerator, 10)
        return f"{whole}.{rest}"
    return str(value)
