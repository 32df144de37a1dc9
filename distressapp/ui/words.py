"""What the patient reads beside the items of an instrument, whose words come from its wording."""

from collections.abc import Mapping

from distressapp.core.course import Part, Step, StepKind
from distressapp.core.frozen import frozen
from distressapp.core.wording import Wording
from distressapp.text import _


@frozen
class Page:
    """The words of one screen.

    Attributes:
        title: The question, or the one thing to know.
        lead: A second, quieter sentence; may be empty.
    """

    title: str
    lead: str = ""


def part_name(part: Part) -> str:
    """The word under the progress line: it names a part and primes nothing."""
    return {
        Part.RATING: _("Rating"),
        Part.LIST: _("List"),
        Part.HELP: _("Help"),
        Part.WEEK: _("Past week"),
        Part.MONTH: _("Past month"),
    }[part]


def concern_name(concern: str, wording: Wording) -> str:
    """A concern as the patient reads it; "something else" in its domain."""
    domain, _dot, rest = concern.partition(".")
    if rest == "other":
        return _("Something else: {domain}").format(domain=wording.labels[f"domain.{domain}"])
    return wording.items[concern]


def page(step: Step, wordings: Mapping[str, Wording]) -> Page:
    """The words of a step."""
    if step.kind is StepKind.ITEM and step.instrument is not None and step.subject is not None:
        return Page(title=wordings[step.instrument].items[step.subject], lead=_recall(step.part))
    if step.kind is StepKind.BRIDGE and step.instrument is not None:
        return Page(title=_bridge(step.part), lead=wordings[step.instrument].intro)
    if step.subject is not None:
        return _page_about(step.kind, step.subject, wordings["dt"])
    return _fixed(step.kind)


def _recall(part: Part) -> str:
    """How far back an item asks; said on each, for a patient may be called away between two."""
    if part is Part.MONTH:
        return _("How often? Think of the whole past month.")
    return _("Think of the past week, today included.")


def _bridge(part: Part) -> str:
    if part is Part.MONTH:
        return _("Next questions: the last month, not the last week.")
    return _("Next questions: the past week, today included.")


def _page_about(kind: StepKind, subject: str, wording: Wording) -> Page:
    if kind is StepKind.RATING:
        return Page(title=wording.items["rating"], lead=wording.labels["helper"])
    if kind is StepKind.CONCERNS:
        return Page(
            title=wording.labels[f"domain.{subject}"],
            lead=_(
                "Tap all that have been a concern in the past week. Tap again to take one back."
            ),
        )
    if kind is StepKind.OWN_WORDS:
        return Page(
            title=_("Something else: {domain}").format(domain=wording.labels[f"domain.{subject}"]),
            lead=_(
                "Use your own words. This may not be read today. "
                "If it can't wait, tap “I need to speak to someone now”."
            ),
        )
    if kind is StepKind.BECAUSE:
        return _fixed(kind)
    if subject == "any":
        return Page(title=_("Would any of these help you?"), lead=_("Tap all that you would like."))
    return Page(
        title=concern_name(subject, wording),
        lead=_("What would help? Tap all that you would like."),
    )


def _fixed(kind: StepKind) -> Page:
    return {
        StepKind.WELCOME: Page(title=_("Welcome")),
        StepKind.WHO: Page(title=_("Who is with you?")),
        StepKind.WHY: Page(title=_("Why we ask")),
        StepKind.NOT_TODAY: Page(
            title=_("That is fine. Your care stays the same."),
            lead=_("If you like, tell us why. You can leave this empty."),
        ),
        StepKind.TOP: Page(
            title=_("Which three matter most to you?"), lead=_("Tap the most important one first.")
        ),
        StepKind.BECAUSE: Page(
            title=_("That is fine. May we ask why?"), lead=_("You can leave this empty.")
        ),
        StepKind.PHONE: Page(title=_("May we phone you?")),
        StepKind.PHONE_NUMBER: Page(title=_("Which number may we phone?")),
        StepKind.PHONE_TIME: Page(title=_("When is a good time?")),
        StepKind.PHONE_MESSAGE: Page(
            title=_("If you don't answer, may we leave a message?"),
            lead=_("Someone else may hear it."),
        ),
        StepKind.CHECKPOINT: Page(
            title=_("Thank you. What you told us already helps."),
            lead=_(
                "There are about five more minutes of questions. "
                "You can go on or stop here. Both are fine."
            ),
        ),
        StepKind.TALK: Page(title=_("Would you like to talk to someone?")),
        StepKind.THANKS: Page(
            title=_("Thank you."),
            lead=_("Your care team will look at what you told us. Please give the tablet back."),
        ),
    }[kind]


def thanks_after_not_today() -> Page:
    """The last page of a patient who did not want to answer today."""
    return Page(
        title=_("Thank you."), lead=_("Your care stays the same. Please give the tablet back.")
    )


def why_we_ask() -> tuple[str, ...]:
    """The clinic's reasons in short sentences; a clinic's own text may replace them."""
    return (
        _("We ask everyone how they are, so that we can offer help."),
        _("Your care team sees your answers, and they go into your record."),
        _("They do not delay or change your treatment."),
        _("You can skip anything or stop."),
        _("You may have paper, a private place, or a copy."),
        _("If we think someone is in danger we may have to tell others."),
        _("This is not an emergency service."),
    )


def choices(kind: StepKind) -> Mapping[str, str]:
    """The ids on offer on a step of that kind, and their words, in displayed order."""
    if kind is StepKind.HELP:
        return {
            "talk_today": _("Talk to someone today"),
            "phone": _("Phone me"),
            "next_visit": _("Talk at my next visit"),
            "leaflet": _("Something to read"),
            "not_now": _("Not now"),
        }
    if kind is StepKind.BECAUSE:
        return {
            "have_help": _("I have help already"),
            "not_a_good_time": _("It is not a good time"),
            "talk_to_own": _("I'd rather talk with people close to me"),
            "not_useful": _("I don't think it would help me"),
            "other": _("Another reason"),
        }
    if kind is StepKind.WHO:
        return {
            "helped": _("I answer. Someone helps me read or tap."),
            "interpreter": _("A trained interpreter is with me."),
            "family_interpreter": _("Family or a friend interprets for me."),
            "proxy": _("I answer for the patient."),
        }
    if kind is StepKind.NOT_TODAY:
        return {
            "unwell": _("I don't feel well enough"),
            "no_time": _("There is not enough time"),
            "did_it_before": _("I answered this not long ago"),
            "rather_talk": _("I'd rather talk to someone"),
            "other": _("Another reason"),
        }
    return _short_choices(kind)


def _short_choices(kind: StepKind) -> Mapping[str, str]:
    if kind is StepKind.PHONE_TIME:
        return {
            "morning": _("In the morning"),
            "afternoon": _("In the afternoon"),
            "evening": _("In the evening"),
            "any": _("Any time"),
        }
    if kind is StepKind.PHONE:
        return {"yes": _("Yes, you may phone me"), "no": _("No, please don't phone")}
    if kind is StepKind.PHONE_MESSAGE:
        return {"yes": _("Yes, you may leave a message"), "no": _("No message, please")}
    return {"yes": _("Yes, please"), "no": _("No, thank you")}
