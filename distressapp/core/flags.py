"""Flags: reasons to contact a patient, raised at every stop from what was kept.

A partial form may raise and never clears: what counts is `Score.floor`, the score where
there is one, else the points already given, and more answers can only add to those.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from distressapp.core.answers import Answers, Picked
from distressapp.core.course import TOP_CONCERNS, has, ticked, top_concerns
from distressapp.core.instrument import Band, Cutoff, Instrument, Profile, Scale, Trigger
from distressapp.core.results import Flag, Score, Scored, State, one_decimal
from distressapp.core.sitting import NowState, Sitting, Stop, Who

_WISHES: Final = {"talk_today": "today", "phone": "by phone", "next_visit": "at the next visit"}


def raise_flags(
    sitting: Sitting, scored: Mapping[str, Scored], instruments: Mapping[str, Instrument]
) -> tuple[Flag, ...]:
    """All flags of one sitting that need no history, most urgent first.

    Args:
        sitting: As it stopped.
        scored: By instrument id, what `scoring.score` made of its answers.
        instruments: By id, at least those that are scored.
    """
    found = list(_now(sitting.now))
    found += _from_answers(sitting, scored, instruments)
    return _in_order(found)


def flags_of_line(instrument: Instrument, scored: Scored, profile_id: str) -> tuple[Flag, ...]:
    """The flags that the answers to one instrument raise by themselves.

    No wish to talk is known, and nothing that is asked about elsewhere. An instrument of one
    question that has no answer counts as left blank.
    """
    profile = instrument.profile(profile_id)
    found = [
        *_scores(instrument, scored, profile, has_wish=False),
        *_unscored(instrument, scored, profile, is_passed_over=False),
        *_silent(instrument, scored, profile),
        *_ticks(instrument, scored),
        *_physical_of_line(scored),
    ]
    return _in_order(found)


def worst_band(flags: tuple[Flag, ...]) -> Band | None:
    """The most urgent band among them; None where there is no flag."""
    return min((flag.band for flag in flags), key=lambda band: band.urgency, default=None)


def wishes(answers: Answers) -> tuple[str, ...]:
    """How the patient wishes to be talked to, soonest first; empty without a wish."""
    ways = tuple(
        words
        for way, words in _WISHES.items()
        if any(has(answers, key, way) for key in answers if _is_help(key))
    )
    if ways:
        return ways
    if has(answers, "talk/again", "yes"):
        return ("asked again at the end",)
    is_instead = has(answers, "sitting/not_today.because", "rather_talk")
    return ("rather than answer today",) if is_instead else ()


def wants_practical_help(answers: Answers) -> bool:
    """Some help is wanted with a practical concern."""
    return any(
        isinstance(answer, Picked) and set(answer.ids) - {"not_now"}
        for key, answer in answers.items()
        if _is_help(key) and key.startswith("help/practical.")
    )


def _is_help(key: str) -> bool:
    return key.startswith("help/") and not key.endswith(".because")


def _in_order(flags: list[Flag]) -> tuple[Flag, ...]:
    once = {flag.rule: flag for flag in flags}
    return tuple(sorted(once.values(), key=lambda flag: flag.band.urgency))


def _now(state: NowState | None) -> Iterator[Flag]:
    if state is None:
        return
    if state is NowState.WITHDRAWN:
        yield _flag(
            "request.now_withdrawn",
            Trigger.REQUEST,
            Band.TALK,
            "asked to speak to someone now, then took it back",
        )
    else:
        yield _flag("request.now", Trigger.REQUEST, Band.NOW, "asked to speak to someone now")


def _from_answers(
    sitting: Sitting, scored: Mapping[str, Scored], instruments: Mapping[str, Instrument]
) -> Iterator[Flag]:
    ways = wishes(sitting.answers)
    # Not today is no blank: what was never answered is not held against anybody.
    is_asked = sitting.stop is not Stop.NOT_TODAY
    for instrument_id, result in scored.items():
        instrument = instruments[instrument_id]
        profile = instrument.profile(sitting.plan.profile)
        if sitting.who is not Who.PROXY:
            yield from _scores(instrument, result, profile, has_wish=bool(ways))
            passed_over = is_asked and _is_passed_over(sitting, instrument)
            yield from _unscored(instrument, result, profile, is_passed_over=passed_over)
            if is_asked and _was_shown(sitting, instrument):
                yield from _silent(instrument, result, profile)
        yield from _ticks(instrument, result)
        yield from _physical(sitting.answers, instrument)
    yield from _requests(sitting, ways, is_asked=is_asked)


def _scores(
    instrument: Instrument, scored: Scored, profile: Profile, *, has_wish: bool
) -> Iterator[Flag]:
    """Per scale, the highest cut-off that is reached."""
    for scale in instrument.scales:
        score = scored.scores[scale.id]
        reached = [
            cutoff
            for cutoff in profile.cutoffs
            if cutoff.scale == scale.id and score.floor >= cutoff.at_least
        ]
        if reached:
            highest = max(reached, key=lambda cutoff: cutoff.at_least)
            yield _cutoff_flag(instrument, scale, score, highest, profile, has_wish=has_wish)


def _cutoff_flag(  # noqa: PLR0913  (each of these is printed on the flag)
    instrument: Instrument,
    scale: Scale,
    score: Score,
    cutoff: Cutoff,
    profile: Profile,
    *,
    has_wish: bool,
) -> Flag:
    wished = cutoff.with_wish if has_wish else None
    band = wished or cutoff.raises
    because = _figures(scale, score)
    if band is not cutoff.raises:
        because += ", with a wish to talk"
    return Flag(
        rule=f"{instrument.id}.{scale.id}.{cutoff.at_least}",
        trigger=_trigger(scale),
        band=band,
        because=because,
        profile=profile.stamp,
    )


def _figures(scale: Scale, score: Score) -> str:
    """What staff read: the value, or what is certain, and how much was answered."""
    how_many = f"{score.answered} of {score.of} answered"
    if score.value is None:
        return f"{scale.name} at least {score.given}, {how_many}"
    if score.state is State.ESTIMATED:
        return f"{scale.name} {one_decimal(score.value)}, estimated, {how_many}"
    return f"{scale.name} {one_decimal(score.value)}"


def _trigger(scale: Scale) -> Trigger:
    """What a flag of that scale is about; the definitions' check sees to it that it says."""
    return scale.trigger or Trigger.DISTRESS


def _may_raise(profile: Profile, scale: Scale) -> bool:
    return any(cutoff.scale == scale.id for cutoff in profile.cutoffs)


def _unscored(
    instrument: Instrument, scored: Scored, profile: Profile, *, is_passed_over: bool
) -> Iterator[Flag]:
    """A scale that was begun, could have raised a flag and has no score.

    Args:
        is_passed_over: Its questions were seen and passed without a word.
    """
    for scale in instrument.scales:
        score = scored.scores[scale.id]
        is_begun = (
            is_passed_over
            or score.answered > 0
            or any(scored.items[item].is_declined for item in scale.items)
        )
        is_broken_off = score.state is State.NOT_SCORED and is_begun and len(scale.items) > 1
        if is_broken_off and _may_raise(profile, scale):
            yield _flag(
                f"{instrument.id}.{scale.id}.unscored",
                _trigger(scale),
                Band.TALK,
                f"{scale.name} not scored, {score.answered} of {score.of} answered",
            )


def _silent(instrument: Instrument, scored: Scored, profile: Profile) -> Iterator[Flag]:
    """A scale of one question that was left blank or declined."""
    for scale in instrument.scales:
        if len(scale.items) != 1 or not _may_raise(profile, scale):
            continue
        points = scored.items[scale.items[0]]
        if points.is_declined:
            said = f"{scale.name}: would rather not say"
            yield _flag(f"{instrument.id}.declined", _trigger(scale), Band.TALK, said)
        elif points.score is None:
            said = f"{scale.name} left blank"
            yield _flag(f"{instrument.id}.blank", _trigger(scale), Band.TALK, said)


def _is_passed_over(sitting: Sitting, instrument: Instrument) -> bool:
    """More than the first question was on the screen: the patient went on without an answer.

    Only the first one seen is a stop at the checkpoint's edge, which raises nothing.
    """
    steps = {f"{instrument.id}.{item.id}" for item in instrument.items}
    return len(steps & set(sitting.shown)) > 1


def _was_shown(sitting: Sitting, instrument: Instrument) -> bool:
    """The question was on the screen; a rating that was never reached is not blank."""
    return any(
        item.id in sitting.shown or f"{instrument.id}/{item.id}" in sitting.answers
        for item in instrument.items
    )


def _ticks(instrument: Instrument, scored: Scored) -> Iterator[Flag]:
    """Concerns that are owed a contact whatever the help answer is."""
    for item in instrument.items:
        if item.id in scored.concerns and item.raises is not None:
            yield _flag(f"need.{item.id}", Trigger.NEED, item.raises, item.raises_because)


def _physical(answers: Answers, instrument: Instrument) -> Iterator[Flag]:
    """What matters most left open is not a no: then any physical concern counts."""
    most = top_concerns(answers, instrument)
    if _is_physical(most):
        yield _physical_flag("a physical concern is among those that matter most")
    elif not most and _is_physical(ticked(answers, instrument)):
        yield _physical_flag("a physical concern is marked; what matters most was not said")


def _physical_of_line(scored: Scored) -> Iterator[Flag]:
    if len(scored.concerns) <= TOP_CONCERNS and _is_physical(scored.concerns):
        yield _physical_flag("a physical concern is among those that matter most")


def _is_physical(concerns: Iterable[str]) -> bool:
    return any(concern.startswith("physical.") for concern in concerns)


def _physical_flag(because: str) -> Flag:
    return _flag("need.physical_top", Trigger.NEED, Band.TALK, because)


def _requests(sitting: Sitting, ways: tuple[str, ...], *, is_asked: bool) -> Iterator[Flag]:
    if ways:
        said = f"wishes to talk: {', '.join(ways)}"
        yield _flag("request.talk", Trigger.REQUEST, Band.NEED, said)
    if wants_practical_help(sitting.answers):
        said = "wants practical help"
        yield _flag("need.practical_help", Trigger.NEED, Band.NEED, said)
    if is_asked and not sitting.is_help_reached:
        said = "not yet asked about help"
        yield _flag("request.help_not_reached", Trigger.REQUEST, Band.TALK, said)


def _flag(rule: str, trigger: Trigger, band: Band, because: str) -> Flag:
    return Flag(rule=rule, trigger=trigger, band=band, because=because)
