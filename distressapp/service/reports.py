"""The page of a sitting: from the vault, or without a name from a sitting just closed."""

from typing import Final

from distressapp.core.form_code import spelt
from distressapp.core.journal import Head, Json, short_hash
from distressapp.core.own_answers import OwnAnswers
from distressapp.core.paper_value import Form
from distressapp.core.record import FromPaper, Record
from distressapp.core.summary import Identity, OnPaper, Particulars, Past, Stamps, Summary
from distressapp.core.summary_build import build
from distressapp.printing import system
from distressapp.report import press
from distressapp.report.marks import Page
from distressapp.report.papers import paper_named
from distressapp.report.wire import Paged
from distressapp.service.house import House
from distressapp.service.posting import News, post
from distressapp.service.sittings import Closed
from distressapp.settings import hash_of

STAFF_LANGUAGE: Final = "en"
_SHORT: Final = 12


def nameless(house: House, closed: Closed) -> Summary:
    """The page of a sitting that was just closed, with the vault shut.

    It has the ticket word and the record number, and no history.
    """
    identity = Identity(
        name="",
        born=None,
        record_number=closed.record.given.record_number,
        is_confirmed=False,
    )
    return summary(house, closed.record, closed.head, identity)


def summary(  # noqa: PLR0913  (what a page is made of, all but three by name)
    house: House,
    record: Record,
    head: Head,
    identity: Identity,
    *,
    history: tuple[Past, ...] = (),
    for_social_worker: bool = False,
) -> Summary:
    """The page as a value.

    Args:
        head: Number and chain value of the entry the page is made from.
        history: Earlier sittings; only where the identity is confirmed.
        for_social_worker: The copy that may hold the phone number.
    """
    stamped = record.stamped
    labels = {
        each: found.labels
        for each in house.instruments
        if (found := house.wording(each, STAFF_LANGUAGE)) is not None
    }
    particulars = Particulars(
        identity=identity,
        clinic=house.settings.clinic,
        zone=house.settings.zone,
        labels=labels,
        history=history,
        stamps=Stamps(
            wordings={each: words.rpartition(" ")[0] for each, words in stamped.wordings.items()},
            program=stamped.program,
            settings=stamped.settings[:_SHORT],
            journal=head.number,
            hash=short_hash(head.chain),
        ),
        for_social_worker=for_social_worker,
        paper=None if record.paper is None else _on_paper(house, record.paper),
    )
    return build(record.sitting, record.outcome, house.instruments, particulars)


def _on_paper(house: House, paper: FromPaper) -> OnPaper:
    return OnPaper(
        filled=paper.filled,
        keyed=house.local(paper.keyed),
        by=paper.by,
        code=spelt(paper.code),
        unclear=paper.unclear,
        because=paper.because,
    )


def page_made(house: House, sitting: str, *, copy: str, by: str) -> None:
    """Note that a page was printed or written: one entry, sealed where the vault is shut.

    Args:
        copy: `"clinician"`, `"social work"` or `"patient"`.

    Raises:
        StoreError: It is not noted; then the page must not leave the program.
    """
    payload: Json = {"copy": copy, "by": by, "settings": hash_of(house.settings)}
    post(house, News(kind="page.made", subject=sitting, payload=payload))


def page(found: Summary | OwnAnswers | Form, *, paper: str, receipt: bool = False) -> bytes:
    """The page as PDF bytes, drawn in a child process; the same bytes for the same page.

    Args:
        paper: `"a4"` or `"letter"`; `"receipt"` for what a patient takes home.
        receipt: With the score receipt as a second page.

    Raises:
        ExpectedError: The page could not be drawn.
    """
    return press.press(found, paper=paper_named(paper), receipt=receipt)


def printable(found: Paged, *, paper: str, receipt: bool = False) -> bytes:
    """The page as this computer's print system takes it: for `printing.system.submit` alone.

    Args:
        paper, receipt: As `page`.

    Raises:
        ExpectedError: The page could not be drawn.
    """
    draw = press.marks if system.takes_marks() else press.press
    return draw(found, paper=paper_named(paper), receipt=receipt)


def picture(
    found: Summary | OwnAnswers | Form, *, paper: str, receipt: bool = False
) -> tuple[Page, ...]:
    """The same pages mark for mark, to be shown on the staff's screen.

    Raises:
        ExpectedError: The page could not be drawn.
    """
    return press.picture(found, paper=paper_named(paper), receipt=receipt)
