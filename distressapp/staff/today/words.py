"""What the lists of the day say in each line."""

from datetime import date

from distressapp.core.instrument import Band
from distressapp.core.sitting import Stop
from distressapp.core.visiting import Mark, Unsuited, Why
from distressapp.service.house import House
from distressapp.service.print_words import ails, trouble_words
from distressapp.service.today import GOES_ON, Line
from distressapp.staff.patients.words import mark_words, moment_words, stop_words, unsuited_words
from distressapp.staff.words import day_words
from distressapp.text import _, ngettext
from distressapp.vault.prints import State

_HAS_NO_PAGE_YET = frozenset({Stop.NOT_TODAY, *GOES_ON})


def name_of(line: Line) -> str:
    """The patient's name; that nobody has matched the sitting, where nobody has."""
    if line.patient is not None:
        return line.patient.name
    return _("Identity not confirmed") if line.sat is not None else _("A page")


def time_of(house: House, line: Line) -> str:
    """When they come, or when they sat."""
    if line.admitted is not None:
        return moment_words(house, line.admitted.at_ms)
    if line.sat is not None and line.key == line.sat.id:
        return moment_words(house, line.sat.at_ms)
    return "" if line.visit is None else line.visit.time


def why_words(line: Line, today: date) -> str:
    """Why they are due: first visit, pivotal visit, 35 days after a flag."""
    return ", ".join(_why(each, line, today) for each in line.why)


def _why(why: Why, line: Line, today: date) -> str:
    days = 0 if line.flagged is None else (today - line.flagged).days
    after = ngettext("{days} day after a flag", "{days} days after a flag", days)
    return {
        Why.FIRST: _("first visit"),
        Why.PIVOTAL: _("pivotal visit"),
        Why.AFTER_FLAG: after.format(days=days),
        Why.LATE: _("{after}, late").format(after=after.format(days=days)),
    }[why]


def state_words(house: House, line: Line) -> str:
    """What became of them today, in one line."""
    today = house.today()
    found = [
        _at_the_tablet(house, line),
        ""
        if line.sat is None or line.key != line.sat.id
        else stop_words(line.sat.stop, is_paper=line.sat.is_paper),
        _of_the_visit(line, today),
        "" if _is_marked(line) else _of_the_record(line.why_not),
        _of_the_page(house, line),
    ]
    return "; ".join(each for each in found if each)


def _at_the_tablet(house: House, line: Line) -> str:
    if line.admitted is None:
        return ""
    at = moment_words(house, line.admitted.at_ms)
    return _("at the tablet since {time}").format(time=at)


def _is_marked(line: Line) -> bool:
    return line.visit is not None and line.visit.state is not Mark.EXPECTED


def _of_the_visit(line: Line, today: date) -> str:
    return mark_words(line.visit, today) if line.visit is not None and _is_marked(line) else ""


def _of_the_record(why_not: Unsuited | None) -> str:
    return "" if why_not is None else unsuited_words()[why_not].lower()


def _of_the_page(house: House, line: Line) -> str:
    if line.job is None:
        sat = line.sat
        is_wanted = sat is not None and sat.id == line.key and sat.stop not in _HAS_NO_PAGE_YET
        return _("no page yet") if is_wanted and sat is not None and not sat.is_printed else ""
    trouble = ails(line.job, house.heard)
    if trouble is not None:
        why = trouble_words(trouble, line.job.printer)
        return _("page not printed: {why}").format(why=why)
    return {
        State.QUEUED: _("page waits for the printer"),
        State.SENT: _("page is at the printer"),
        State.FAILED: _("page did not come out"),
        State.DONE: "",
        State.CANCELLED: "",
    }[line.job.state]


def band_words(band: Band | None) -> str:
    """Now, Soon, Need, Talk; empty without a flag."""
    known = {
        Band.NOW: _("Now"),
        Band.SOON: _("Soon"),
        Band.NEED: _("Need"),
        Band.TALK: _("Talk"),
    }
    return "" if band is None else known[band]


def since_words(day: date, today: date) -> str:
    """The day as the lists say it."""
    return day_words(day, today)
