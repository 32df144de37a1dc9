"""What the patient said, as it stands on the clinician's page: help, concerns, own words."""

from collections.abc import Iterator, Mapping
from typing import Final

from distressapp.core.answers import Answer, Declined, Picked, Written
from distressapp.core.course import TOP_CONCERNS, ticked, top_concerns
from distressapp.core.instrument import Domain, Instrument, Kind
from distressapp.core.results import Scored
from distressapp.core.sitting import Sitting, Stop, Who
from distressapp.core.summary import Line, OnPaper, Particulars, Section
from distressapp.core.summary_words import (
    PHONE_TIMES,
    REASONS,
    SPEAK_PRIVATELY,
    WAYS,
    WHO,
    count,
    language_name,
    moment,
    short_day,
)

WISHES: Final = ("talk_today", "phone", "next_visit")
"""The help answers that are a wish to talk."""

_NOT_SAID: Final = "rather not say"
_FORM_QUESTIONS: Final = {
    "first": "who filled it in",
    "because": "why not now",
    "dt/rating": "the rating",
    "dt/top": "what matters most",
    "talk/again": "a wish to talk at the end",
}
_PLACES: Final = {"help": "help wanted", "phone": "the phone", "sitting": "why not today"}
_NOT_REACHED: Final = "not reached"


def concern_label(concern: str, labels: Mapping[str, str]) -> str:
    """What staff call a concern; safety at home is never named on paper."""
    if concern == "practical.safety":
        return SPEAK_PRIVATELY
    domain, _, name = concern.partition(".")
    if name == "other":
        return f"something else ({domain})"
    return labels.get(f"short.{concern}", name.replace("_", " "))


def wish_sentence(sitting: Sitting, dt: Instrument) -> str:
    """Whether and how the patient wishes to talk, for the doctor; empty where none was asked."""
    ways = [way for way in WISHES if any(way in picked for picked in _helps(sitting, dt).values())]
    if ways:
        return f"Wants to talk: {', '.join(_sentence_way(each) for each in ways)}."
    if _picked(sitting, "talk/again") == ("yes",):
        return "Wants to talk."
    if _picked(sitting, "sitting/not_today.because") == ("rather_talk",):
        return "Would rather talk to someone."
    if sitting.stop is Stop.NOT_TODAY and not sitting.is_help_reached:
        return ""
    if not sitting.is_help_reached:
        return "Was not asked about help."
    return "Did not ask to talk."


def _sentence_way(way: str) -> str:
    return {"talk_today": "today", "phone": "by phone", "next_visit": "at the next visit"}[way]


def help_wanted(sitting: Sitting, dt: Instrument, particulars: Particulars) -> Section:
    """Help per concern, the wish to talk asked once more, and the phone."""
    mine = [each for each in _mine(sitting, dt) if f"help/{each}" in sitting.answers]
    rest = [each for each in _rest(sitting, dt) if f"help/{each}" in sitting.answers]
    phone = tuple(_phone(sitting, for_social_worker=particulars.for_social_worker))
    # The number is what this copy is for, and what is first is never cut.
    lines = [*phone] if particulars.for_social_worker else []
    lines += [_help_line(sitting, each, particulars) for each in mine]
    if not mine and not rest:
        is_asked = sitting.is_help_reached
        lines.append(Line(text="asked, not answered" if is_asked else "not asked: not reached"))
    again = sitting.answers.get("talk/again")
    if again is not None:
        is_wish = isinstance(again, Picked) and "yes" in again.ids
        said = _NOT_SAID if isinstance(again, Declined) else ("no", "yes, wants to talk")[is_wish]
        lines.append(Line(label="asked again at the end", text=said, is_strong=is_wish))
    lines += () if particulars.for_social_worker else phone
    lines += [_help_line(sitting, each, particulars) for each in rest]
    return Section(title="Help wanted", lines=tuple(lines))


def _help_line(sitting: Sitting, concern: str, particulars: Particulars) -> Line:
    labels = particulars.labels.get("dt", {})
    return Line(
        label="" if concern == "any" else concern_label(concern, labels),
        text=_help_text(sitting, concern),
        is_strong=not set(_picked(sitting, f"help/{concern}")).isdisjoint(WISHES),
    )


def _mine(sitting: Sitting, dt: Instrument) -> tuple[str, ...]:
    return (*top_concerns(sitting.answers, dt), "any")


def _rest(sitting: Sitting, dt: Instrument) -> tuple[str, ...]:
    """Concerns that no longer matter most, with a help answer that still stands."""
    mine = _mine(sitting, dt)
    return tuple(each for each in ticked(sitting.answers, dt) if each not in mine)


def _helps(sitting: Sitting, dt: Instrument) -> dict[str, tuple[str, ...]]:
    asked = (*_mine(sitting, dt), *_rest(sitting, dt))
    return {each: _picked(sitting, f"help/{each}") for each in asked}


def _help_text(sitting: Sitting, concern: str) -> str:
    key = f"help/{concern}"
    if isinstance(sitting.answers.get(key), Declined):
        return _NOT_SAID
    ways = ", ".join(WAYS.get(each, each) for each in _picked(sitting, key))
    because = sitting.answers.get(f"{key}.because")
    if isinstance(because, Picked):
        reason = ", ".join(REASONS.get(each, each) for each in because.ids)
        return f"{ways}: {reason}"
    return ways


def _phone(sitting: Sitting, *, for_social_worker: bool) -> Iterator[Line]:
    may = sitting.answers.get("phone/may")
    if may is None:
        return
    if _picked(sitting, "phone/may") != ("yes",):
        yield Line(label="phone", text=_NOT_SAID if isinstance(may, Declined) else "may not phone")
        return
    said = ["may phone"]
    number = sitting.answers.get("phone/number")
    has_number = isinstance(number, Written) and for_social_worker
    if isinstance(number, Written) and has_number:
        said = [number.text]
    said += [PHONE_TIMES.get(each, each) for each in _picked(sitting, "phone/time")]
    is_allowed = _picked(sitting, "phone/message") == ("yes",)
    said.append("may leave a message" if is_allowed else "leave no message")
    yield Line(label="phone", text=", ".join(said), is_strong=has_number)


def top(sitting: Sitting, dt: Instrument, particulars: Particulars) -> Section:
    """The concerns that matter most, in the patient's order."""
    labels = particulars.labels.get("dt", {})
    title = "What matters most"
    chosen = top_concerns(sitting.answers, dt)
    lines = tuple(
        Line(label=str(place), text=concern_label(each, labels), is_strong=True)
        for place, each in enumerate(chosen, start=1)
    )
    if lines:
        return Section(title=title, lines=lines)
    marked = len(ticked(sitting.answers, dt))
    if marked > TOP_CONCERNS:
        return Section(title=title, lines=(Line(text=f"{marked} concerns, none put first"),))
    is_reached = any(_is_reached(sitting, each) for each in dt.domains)
    text = "no concern marked" if is_reached else _NOT_REACHED
    return Section(title=title, lines=(Line(text=text),))


def concerns(sitting: Sitting, dt: Instrument, particulars: Particulars) -> Section:
    """All that was ticked, domain by domain."""
    labels = particulars.labels.get("dt", {})
    lines = tuple(
        Line(
            label=domain.id.capitalize(),
            text=_domain_text(sitting, domain, labels),
        )
        for domain in dt.domains
    )
    return Section(title="All concerns", lines=lines)


def _domain_text(sitting: Sitting, domain: Domain, labels: Mapping[str, str]) -> str:
    answer = sitting.answers.get(f"dt/{domain.id}")
    if isinstance(answer, Declined):
        return _NOT_SAID
    if not isinstance(answer, Picked):
        return "nothing marked" if _is_reached(sitting, domain) else _NOT_REACHED
    if f"{domain.id}.none" in answer.ids:
        return "none of these"
    chosen = [each for each in domain.items if each in answer.ids]
    words = [concern_label(each, labels) for each in chosen]
    if f"{domain.id}.other" in answer.ids:
        words.append("something else")
    return ", ".join(words)


def _is_reached(sitting: Sitting, domain: Domain) -> bool:
    key = f"dt/{domain.id}"
    step = f"concerns.{domain.id}"
    return key in sitting.answers or any(each.startswith(step) for each in sitting.shown)


def answered(
    sitting: Sitting,
    scored: Mapping[str, Scored],
    instruments: Mapping[str, Instrument],
    particulars: Particulars,
) -> Section:
    """Who answered, in which language, how much, and what was not asked and why."""
    lines = [
        Line(label="Answered by", text=_by_whom(sitting, particulars.paper)),
        Line(label="Language", text=language_name(sitting.language)),
        Line(label="Complete", text=_complete(sitting, scored, instruments)),
    ]
    if sitting.who is not Who.PROXY and sitting.stop is not Stop.NOT_TODAY:
        missing = _missing(scored, instruments, particulars)
        lines.append(Line(label="Missing", text=missing or "nothing"))
    if particulars.paper is not None:
        lines += _from_paper(particulars.paper, instruments)
    if sitting.plan.held_back:
        held = [
            f"{_name(each, instruments)} not asked: last answered {short_day(when)}"
            for each, when in sitting.plan.held_back.items()
        ]
        lines.append(Line(label="Held back", text="; ".join(held)))
    repeated = _repeated(sitting, scored, instruments, particulars)
    if repeated:
        lines.append(Line(label="Repeated", text="; ".join(repeated)))
    if sitting.plan.not_offered:
        absent = [
            f"{_name(each, instruments)}: {why}" for each, why in sitting.plan.not_offered.items()
        ]
        lines.append(Line(label="Not offered", text="; ".join(absent)))
    if sitting.steppers_used:
        lines.append(Line(label="Rating", text="moved with a little less / a little more"))
    return Section(title="How it was answered", lines=tuple(lines))


def _by_whom(sitting: Sitting, paper: OnPaper | None) -> str:
    """Who answered, and not the patient where a form does not say it clearly."""
    is_unclear = paper is not None and "first" in paper.unclear
    return "not clear on the form" if is_unclear else WHO[sitting.who]


def _from_paper(paper: OnPaper, instruments: Mapping[str, Instrument]) -> Iterator[Line]:
    """How the answers came from the form into the program, and what could not be read on it."""
    said = f"form {paper.code}, keyed in by {paper.by}, {moment(paper.keyed)}"
    if paper.because:
        said += f"; keyed once more: {paper.because}"
    yield Line(label="On paper", text=said)
    if paper.unclear:
        unclear = ", ".join(_question(each, instruments) for each in paper.unclear)
        yield Line(label="Unclear", text=f"marked twice or not to be read: {unclear}")


def _question(key: str, instruments: Mapping[str, Instrument]) -> str:
    """What staff call a question, by the key of its answer."""
    place, _, item = key.partition("/")
    if key in _FORM_QUESTIONS:
        return _FORM_QUESTIONS[key]
    if place in instruments and place != "dt":
        return f"{instruments[place].name} {item}"
    if place == "dt":
        return f"the list, {item.removesuffix('.other')}"
    return _PLACES.get(place, place)


def _name(instrument: str, instruments: Mapping[str, Instrument]) -> str:
    known = instruments.get(instrument)
    return instrument.upper() if known is None else known.name


def _complete(
    sitting: Sitting, scored: Mapping[str, Scored], instruments: Mapping[str, Instrument]
) -> str:
    if sitting.stop is Stop.NOT_TODAY:
        return _not_today(sitting)
    domains = instruments["dt"].domains
    marked = sum(f"dt/{each.id}" in sitting.answers for each in domains)
    parts = [f"list {marked} of {len(domains)} pages marked"]
    for each in scored if sitting.who is not Who.PROXY else ():
        items = scored[each].items.values()
        done = sum(item.score is not None for item in items)
        name = "rating" if each == "dt" else instruments[each].name
        parts.append(f"{name} {done} of {len(items)}")
    return ", ".join(parts)


def _not_today(sitting: Sitting) -> str:
    because = _picked(sitting, "sitting/not_today.because")
    reason = ", ".join(REASONS.get(each, each) for each in because)
    return f"not today: {reason}" if reason else "not today, no reason given"


def _missing(
    scored: Mapping[str, Scored],
    instruments: Mapping[str, Instrument],
    particulars: Particulars,
) -> str:
    found = []
    for each, result in scored.items():
        labels = particulars.labels.get(each, {})
        names = [
            _missing_item(item.id, labels, is_declined=result.items[item.id].is_declined)
            for item in instruments[each].items
            if item.kind is Kind.CHOICE
            and item.id in result.items
            and result.items[item.id].score is None
        ]
        total = sum(item.kind is Kind.CHOICE for item in instruments[each].items)
        name = "rating" if each == "dt" else instruments[each].name
        if total == 1 and names:
            is_declined = any(item.is_declined for item in result.items.values())
            found.append(f"{name} ({_NOT_SAID})" if is_declined else name)
        elif len(names) == total and not any(item.is_declined for item in result.items.values()):
            found.append(f"all of {name}")
        elif names:
            found.append(f"{name} {', '.join(names)}")
    return "; ".join(found)


def _missing_item(item: str, labels: Mapping[str, str], *, is_declined: bool) -> str:
    notes = [labels.get(f"short.{item}", "")] + ([_NOT_SAID] if is_declined else [])
    noted = ", ".join(each for each in notes if each)
    return f"{item} ({noted})" if noted else item


def own_words(sitting: Sitting, dt: Instrument) -> Section:
    """Free text, verbatim; nobody has read it when the page is printed."""
    places = {f"dt/{each.id}.other": each.id.capitalize() for each in dt.domains}
    rest = sorted(key for key in sitting.answers if key not in places and key != "phone/number")
    lines = []
    for key in (*places, *rest):
        answer: Answer | None = sitting.answers.get(key)
        if isinstance(answer, Written):
            lines.append(Line(label=places.get(key, key), text=answer.text))
    whose = "someone else's" if sitting.who is Who.PROXY else "the patient's"
    return Section(title=f"In {whose} own words, unread", lines=tuple(lines))


def _picked(sitting: Sitting, key: str) -> tuple[str, ...]:
    answer = sitting.answers.get(key)
    return answer.ids if isinstance(answer, Picked) else ()


def _repeated(
    sitting: Sitting,
    scored: Mapping[str, Scored],
    instruments: Mapping[str, Instrument],
    particulars: Particulars,
) -> tuple[str, ...]:
    """What was asked too soon after the last time, because the kiosk could not know."""
    today = sitting.started.astimezone(particulars.zone).date()
    found: list[str] = []
    for each in scored:
        days = [
            (today - past.day).days
            for past in particulars.history
            if any(
                score.instrument == each and score.value is not None
                for score in past.scores.values()
            )
        ]
        instrument, least = instruments[each], min((n for n in days if n >= 0), default=None)
        if least is not None and least < instrument.repeat_days:
            ago = "on the same day" if least == 0 else f"{count(least, 'day', 'days')} before"
            found.append(f"{instrument.name} was also answered {ago}")
    return tuple(found)
