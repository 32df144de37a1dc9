"""What a patient's room is furnished with, from the house and its settings."""

from distressapp.kiosk.furnish import rehearsal_mark
from distressapp.kiosk.room import Furnishing
from distressapp.service.house import House
from distressapp.service.languages import own_name
from distressapp.service.readiness import languages
from distressapp.ui.motion import may_move


def furnishing(house: House, *, language: str, now: str) -> Furnishing:
    """What a patient's room needs, in the language that was chosen."""
    settings = house.settings
    found = {each: house.wording(each, language) for each in house.instruments}
    return Furnishing(
        wordings={each: words for each, words in found.items() if words is not None},
        language=language,
        language_names={each: own_name(each) for each in languages(house)},
        consent=settings.consent.get(language, ""),
        mark=rehearsal_mark(house),
        now_words=now,
        has_steppers=settings.screen.has_steppers,
        has_icons=settings.screen.has_icons,
        has_motion=may_move(is_wanted=settings.screen.has_transitions),
    )
