"""A paper form in reading order: every word and every box is decided, nothing is placed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from distressapp.core.frozen import frozen


class Layout(StrEnum):
    """How the boxes of a question stand."""

    ROWS = "rows"
    """One under another."""
    FLOW = "flow"
    """Side by side, as many as a line holds."""
    FLOW_OR_ROWS = "flow_or_rows"
    """Side by side where all questions of the part come to few lines so, else rows."""
    COLUMNS = "columns"
    """In two columns, down the first and then the second."""
    THERMOMETER = "thermometer"
    """Beside a drawn tube, the highest number on top."""


@frozen
class Box:
    """A box to tick.

    Attributes:
        mark: Printed beside it; the key that keys it in. May be empty.
    """

    mark: str
    text: str


@frozen
class FormQuestion:
    """One question of a form; no page ends inside it.

    Attributes:
        decline: The words of a box of its own, "I'd rather not say"; empty where there is none.
        lines: How many lines there are to write on.
        low, high: At the ends of a thermometer.
        has_line_beside_last: What is ticked last has a line to write on.
        has_line_in_title: The title is followed by a line to write on.
    """

    title: str
    lead: str = ""
    boxes: tuple[Box, ...] = ()
    decline: str = ""
    lines: int = 0
    layout: Layout = Layout.ROWS
    low: str = ""
    high: str = ""
    has_line_beside_last: bool = False
    has_line_in_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """Questions under a title.

    Attributes:
        title: Empty for questions that belong to no named part.
        before: Said above the title.
        leads: Said under it, a paragraph each.
    """

    title: str = ""
    before: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    is_on_new_page: bool = False
    questions: tuple[FormQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Everything on a form.

    Attributes:
        title: Of the document; has the code and no patient.
        at: Local time of the printing, aware; dates the document.
        strip: As on the clinician's page; None in clinical use.
        how_to: Why we ask and how to fill it in, at the start.
        code: As a scanner reads it.
        printed_code: As people read it; on every page.
        ticket: The ticket word with what it is; on every page.
        staff: Lines for staff to fill in on a form that is nobody's yet.
        foot: Whom to tell when it cannot wait; on every page.
        page: `"Page {number} of {count}"`, filled by whoever lays the pages out.
        gaps: Printed only where a character cannot be drawn; filled with the sign for it.
    """

    title: str
    language: str
    at: datetime
    strip: str | None
    clinic: str
    heading: str
    how_to: tuple[str, ...]
    code: str
    printed_code: str
    ticket: str
    staff: tuple[str, ...]
    parts: tuple[FormPart, ...]
    thanks: tuple[str, ...]
    foot: str
    page: str
    gaps: str
