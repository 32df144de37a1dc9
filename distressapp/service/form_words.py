"""What only a paper form says, in the language that is set; the rest are the screen's own words."""

from distressapp.core.paper import FormPhrases
from distressapp.text import _


def form_phrases() -> FormPhrases:
    """The sentences of a form that the screen does not have, or says with "tap"."""
    return FormPhrases(
        title=_("Form {code}"),
        heading=_("How are you?"),
        how_to=_(
            "Please use a pen and put a cross or a tick in the box that fits. If you change your "
            "mind, black the box out and mark another. The small letters and numbers beside the "
            "boxes are for the staff."
        ),
        ticket=_("Ticket word: {ticket}"),
        born=_("Your date of birth"),
        day=_("Today's date"),
        who=_("Who is filling in this form?"),
        for_a_proxy=_("If you answer for the patient, please fill in only “{list}” and “{help}”."),
        alone=_("I am the patient, and nobody helps me."),
        helped=_("I answer. Someone helps me read or write."),
        not_today=_("Not today. That is fine. Your care stays the same."),
        why_not=_("If not today: you may tell us why, or leave this empty."),
        rating=_("Mark one number."),
        tick_one=_("Mark one box for each question."),
        listed=_("Mark all that have been a concern in the past week."),
        none_of_these=_("None of these"),
        something_else=_("Something else:"),
        written=_(
            "What you write here may not be read today. If it can't wait, tell a member of staff."
        ),
        rank=_(
            "Which three matter most to you? Write one on each line, the most important first. "
            "Then mark what would help."
        ),
        rank_first=_("1. What matters most:"),
        rank_next=_("{place}. Next:"),
        help_for_it=_("What would help? Mark all that you would like."),
        help_at_all=_("If you marked nothing on the list: would any of these help you?"),
        because=_("If “not now”: may we ask why? You can leave this empty."),
        if_phone=_("Only if you would like a phone call."),
        number=_("You can leave this empty if we have your number."),
        rather_not_say=_("I'd rather not say"),
        thanks=(_("Thank you. Please give the form to a member of staff."),),
        now=_("To speak to someone now: tell any member of staff. Do not wait for this form."),
        outside=_("When we are closed: {numbers}"),
        item=_("{number}. {question}"),
        page=_("Page {number} of {count}"),
        staff=(
            _("Staff: record number"),
            _("Staff: both identifiers checked by"),
        ),
        gaps=_("{box} stands for a character that cannot be printed here."),
    )
