"""The clinician's page as a value: every word and figure is decided, nothing is placed.

`core.summary_build.build` makes it from a sitting; the workshop `report` draws it. The
page is for staff and is written in English; the patient's words stand in it verbatim.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, tzinfo
from fractions import Fraction

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band
from distressapp.core.results import Score
from distressapp.core.sitting import Who


@frozen
class Identity:
    """Whose page it is.

    Attributes:
        is_confirmed: Two identifiers were matched by a person; without it neither
            name nor date of birth is printed, and there is no history.
    """

    name: str
    born: date | None
    record_number: str
    is_confirmed: bool


@frozen
class Past:
    """An earlier sitting of the same patient, as far as a trend needs it.

    Attributes:
        day: Local day on which it stopped.
        versions: Instrument id to the version of its definition.
        scores: `"hads.anxiety"` to the score of that day.
    """

    day: date
    language: str
    who: Who
    versions: Mapping[str, str]
    scores: Mapping[str, Score]


@frozen
class OnPaper:
    """That the sitting was a paper form.

    Attributes:
        filled: The day it was filled in.
        keyed: Local time at which it was keyed in, aware.
        by: Whoever keyed it.
        code: On the form, as printed for people.
        unclear: Keys of the answers that could not be read, or were marked twice.
        because: Why it was keyed once more; empty the first time.
    """

    filled: date
    keyed: datetime
    by: str
    code: str
    unclear: tuple[str, ...] = ()
    because: str = ""


@frozen
class Stamps:
    """What the foot of the page names, so that the page can be traced.

    Attributes:
        wordings: Instrument id to its wording as printed, `"practice en 1"`.
        program: Version of this program.
        settings: Short hash of the published settings; empty where there are none.
        journal: Number of the journal entry; None while it has none.
        hash: Short hash of that entry; empty while it has none.
    """

    wordings: Mapping[str, str] = field(default_factory=dict)
    program: str = ""
    settings: str = ""
    journal: int | None = None
    hash: str = ""


@frozen
class Particulars:
    """What a page needs to know beside the sitting itself.

    Attributes:
        identity: None where not even a record number is known.
        history: Earlier sittings of this patient, in any order; used only when
            the identity is confirmed.
        labels: Instrument id to the labels of its wording in the staff's language:
            `"short.9"` or `"short.practical.money"`.
        zone: The clinic's time zone; times are local on paper only.
        targets: First contact per band where the clinic has set its own.
        for_social_worker: The copy that may hold the phone number.
        paper: None where the patient answered on a screen.
    """

    identity: Identity | None
    clinic: str
    zone: tzinfo
    labels: Mapping[str, Mapping[str, str]]
    history: tuple[Past, ...] = ()
    stamps: Stamps = field(default_factory=Stamps)
    targets: Mapping[Band, str] = field(default_factory=dict)
    for_social_worker: bool = False
    paper: OnPaper | None = None


@frozen
class Line:
    """A label with what stands beside it; an empty label is a line of its own.

    Attributes:
        is_strong: Found at a glance: a wish, a concern that matters most.
    """

    label: str = ""
    text: str
    is_strong: bool = False


@frozen
class Heading:
    """Who, and when.

    Attributes:
        name: The patient's name, or that the identity is not confirmed.
        facts: Date of birth, record number, date and time (of a paper form the day), ticket word.
        unfinished: How the sitting broke off; None when it did not.
    """

    name: str
    is_confirmed: bool
    facts: tuple[Line, ...]
    unfinished: str | None = None


@frozen
class FlagGroup:
    """The flags of one band.

    Attributes:
        word: The band as printed, `"SOON"`.
        target: Who is owed what by when.
        reasons: One because-sentence a flag, its profile at the end.
    """

    band: Band
    word: str
    target: str
    reasons: tuple[str, ...]


@frozen
class Section:
    """A titled list."""

    title: str
    lines: tuple[Line, ...]


@frozen
class Point:
    """One score of a trend.

    Attributes:
        value: None where that day has no score: the line is broken there.
    """

    day: date
    value: Fraction | None


@frozen
class Drawing:
    """What a scale drawing needs; higher is more distress on every axis.

    Attributes:
        low, high: The ends of the axis, in points.
        value: The score; None leaves the drawing empty, zero does not.
        at_least: Points already given where there is no score.
        cutoffs: Where the profile raises a flag, ascending.
        noise: Half the width of the band of measurement error, in points.
        trend: Oldest first, this sitting last; empty where there is no history.
    """

    low: int
    high: int
    value: Fraction | None = None
    at_least: Fraction | None = None
    cutoffs: tuple[int, ...] = ()
    noise: Fraction | None = None
    trend: tuple[Point, ...] = ()


@frozen
class Measure:
    """One row of the scores.

    Attributes:
        id: `"hads.anxiety"`.
        name: As staff call it, `"HADS-A"`.
        about: What it is and over which time.
        value: `"12"`, `"9.3"`, or a dash without a score.
        state: `"estimated, 6 of 7 answered"`, `"at least 11, 5 of 7 answered"`,
            `"not reached"`; empty for a full score.
        band: The band of the value, or the norms where an instrument has no band.
        cutoff: Cut-offs with the profile that names them.
        change: Since when, by how much, more than measurement error or not; empty
            where the identity is not confirmed, which the heading says.
        drawing: None where the instrument was not asked.
    """

    id: str
    name: str
    about: str
    value: str
    state: str
    band: str
    cutoff: str
    change: str
    drawing: Drawing | None


@frozen
class ReceiptRow:
    """One item as it entered the scores, every cell as printed.

    Attributes:
        option: The displayed option, counted from 0.
        points: Its points before reversal.
        turned: How it was counted from the other end; empty where it was not.
        score: What entered the sum.
    """

    item: str
    label: str
    option: str
    points: str
    turned: str
    score: str


@frozen
class ReceiptPart:
    """One instrument's arithmetic: the items, then the workings line by line."""

    title: str
    rows: tuple[ReceiptRow, ...]
    workings: tuple[str, ...]


@frozen
class Summary:
    """Everything on the page, in reading order.

    Attributes:
        title: Title of the document; holds no name, number or answer.
        language: Of the page's own words, BCP 47.
        at: Local time of the stop, aware; dates the document.
        strip: Printed across the top and bottom of every page; None in clinical use.
        sentence: For the doctor, from a fixed template.
        no_flags: Printed in place of flags when there are none.
        measures: Empty where scores are not taken; then `no_measures` says why.
        suicide: None only if an instrument that was used asks about it.
        own_words: The patient's free text, unread and verbatim.
        acts: What is ticked by pen in the foot.
        continues: Where that stands which does not fit.
    """

    title: str
    language: str
    at: datetime
    strip: str | None
    clinic: str
    copy: str
    heading: Heading
    sentence: str
    flags: tuple[FlagGroup, ...]
    no_flags: str
    help: Section
    top: Section
    measures: tuple[Measure, ...]
    no_measures: str
    suicide: str | None
    concerns: Section
    answered: Section
    own_words: Section
    acts: tuple[str, ...]
    stamps: tuple[str, ...]
    journal: str
    continues: str
    receipt: tuple[ReceiptPart, ...]
