"""The patient's own copy of a sitting that the vault has."""

from distressapp.core.errors import ExpectedError
from distressapp.core.own_answers import Making, OwnAnswers, Phrases, Screens, build
from distressapp.core.own_scores import ScorePhrases, with_scores
from distressapp.core.reading import day_in
from distressapp.core.record import Record
from distressapp.service.house import House
from distressapp.service.pages import stopped
from distressapp.text import _, speaking
from distressapp.vault.vault import Vault


def own_answers(
    house: House, vault: Vault, sitting: str, screens: Screens, *, has_scores: bool = False
) -> OwnAnswers:
    """The copy as a value, in the language of the sitting.

    The name is on it only where the identity is confirmed. An instrument whose wording is not
    the one the sitting was asked with is written with numbers in place of words.

    Args:
        screens: What the kiosk says; the kiosk's own words, so that they are those that were seen.
        has_scores: With the scores, for a patient with whom somebody has talked about them.

    Raises:
        ExpectedError: There is no such sitting, or this clinic gives nothing to take home.
    """
    if house.settings.take_home == "nothing" or (
        has_scores and house.settings.take_home != "scores"
    ):
        raise not_given()
    found = stopped(vault, sitting)
    with speaking(found.record.sitting.language, folder=house.resources / "locale"):
        name = None if found.patient is None else found.patient.name
        making = made(house, found.record, screens, name=name)
        copy = build(found.record.sitting, house.instruments, making)
        if not has_scores:
            return copy
        scored, who = found.record.outcome.scored, found.record.sitting.who
        return with_scores(copy, scored, house.instruments, _score_phrases(), who=who)


def not_given() -> ExpectedError:
    """This clinic does not give that out."""
    return ExpectedError(
        _("This clinic does not give patients that to take home"),
        advice=_("It is a setting; a manager may change it."),
    )


def made(house: House, record: Record, screens: Screens, *, name: str | None) -> Making:
    """What a copy of that sitting is made with; to be called while its language is spoken."""
    of, asked_with = record.sitting, record.stamped.wordings
    now = house.stamped(of.language).wordings
    local = house.local(of.stopped or of.started)
    return Making(
        name=name,
        clinic=house.settings.clinic,
        at=local,
        day=day_in(of.language, local),
        language=of.language,
        wordings={
            each: words
            for each in of.plan.instruments
            if now.get(each) == asked_with.get(each)
            and (words := house.wording(each, of.language)) is not None
        },
        screens=screens,
        phrases=phrases(),
    )


def _score_phrases() -> ScorePhrases:
    return ScorePhrases(
        title=_("Your scores"),
        note=_("We have talked about these numbers with you. They are not a diagnosis."),
        value=_("{number} (from {least} to {most})"),
        not_scored=_("no score: not all questions were answered"),
    )


def phrases() -> Phrases:
    """What only the copy says, in the language that is set."""
    return Phrases(
        title=_("Your answers, sitting {ticket}, {day}"),
        heading=_("Your answers"),
        warm=(_("Thank you for telling us how you are. This copy is yours to keep."),),
        name=_("Name"),
        clinic=_("Clinic"),
        day=_("Date"),
        ticket=_("Ticket word"),
        at_start=_("At the start"),
        at_end=_("At the end"),
        not_answered=_("not answered"),
        nothing_marked=_("nothing marked"),
        rather_not_say=_("rather not say"),
        none_of_these=_("None of these"),
        something_else=_("Something else"),
        rated=_("{number} (from {least}: {low}, to {most}: {high})"),
        rated_bare=_("{number} (from {least} to {most})"),
        number_given=_("You gave a number. It is not printed here."),
        nothing_asked=_("There are no answers in this sitting."),
        gone=_(
            "Some of the words you saw are no longer on this computer. In their place stand the "
            "number of the question and the place of your answer, counted from the first."
        ),
        rating=_("The number you chose"),
        question=_("Question {number}"),
        option=_("answer {place} of {count}"),
        list_page=_("Page {page} of the list"),
        concern=_("number {number} on page {page} of the list"),
        closing=(
            _("Your care team has these answers too. If something has changed, tell them."),
            _("This is not an emergency service."),
        ),
        page=_("Page {number} of {count}"),
        gaps=_("{box} stands for a character that cannot be printed here."),
    )
