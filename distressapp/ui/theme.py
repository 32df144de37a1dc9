"""Colours by what they are for; the same names in every theme.

One accent, and no red, amber or green: a patient's screen judges nothing. Text stands at 7:1 or
better on what it is drawn on, outlines at 3:1 (`tests/ui/test_theme.py` computes both).
"""

from typing import Final

from distressapp.core.frozen import frozen


@frozen
class Theme:
    """The colours of one theme, `"#RRGGBB"` each.

    Attributes:
        ground: The page.
        card: What can be tapped.
        ink: Text.
        soft: Second text.
        edge: Outline of a control.
        line: Rules and empty progress; decoration only.
        accent: Chosen, and Next.
        on_accent: Text on the accent.
        tint: Fill of what is chosen; ink stands on it.
        deep: Pressed, and the top of the thermometer's column.
        pale: The foot of the thermometer's column.
    """

    name: str
    ground: str
    card: str
    ink: str
    soft: str
    edge: str
    line: str
    accent: str
    on_accent: str
    tint: str
    deep: str
    pale: str


LIGHT: Final = Theme(
    name="light",
    ground="#F5F2EB",
    card="#FFFFFF",
    ink="#1C2B33",
    soft="#43525A",
    edge="#76868C",
    line="#C6CDC9",
    accent="#175A63",
    on_accent="#FFFFFF",
    tint="#DDEBEA",
    deep="#124B53",
    pale="#579C9C",
)
DARK: Final = Theme(
    name="dark",
    ground="#12191D",
    card="#1C262B",
    ink="#F3F1EB",
    soft="#C5CED1",
    edge="#7F9298",
    line="#37464C",
    accent="#86CDD0",
    on_accent="#0D1B1E",
    tint="#1F4145",
    deep="#A9E0E1",
    pale="#3F7F84",
)
CONTRAST: Final = Theme(
    name="contrast",
    ground="#000000",
    card="#000000",
    ink="#FFFFFF",
    soft="#FFFFFF",
    edge="#FFFFFF",
    line="#8A8A8A",
    accent="#8FE6FF",
    on_accent="#000000",
    tint="#003746",
    deep="#C9F4FF",
    pale="#4FA8C2",
)
THEMES: Final = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
