"""Languages of patients: a tag or a word that somebody typed, and which of the clinic's it is."""

from collections.abc import Iterable, Mapping
from typing import Final

from distressapp.core.names import folded
from distressapp.paths import resources
from distressapp.text import _

_OWN: Final[Mapping[str, str]] = {
    "ar": "العربية",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "hi": "हिन्दी",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
    "zh-hans": "简体中文",
    "zh-hant": "繁體中文",
}
"""What speakers call it, by BCP 47 tag in small letters."""


def language_words(said: str) -> str:
    """A language as staff read it: `en` is “English”; what is no tag that is known here stays."""
    tag = said.strip().casefold().replace("_", "-")
    known = _words()
    return known.get(tag) or known.get(tag.partition("-")[0], said)


def own_name(tag: str) -> str:
    """A language as those who speak it call it: `zh-Hans` is “简体中文”; else the tag."""
    return _OWN.get(tag.strip().casefold().replace("_", "-"), tag)


def is_translated(tag: str) -> bool:
    """Whether the patient's side of the program speaks that language, buttons and all."""
    folder = resources() / "locale" / tag.replace("-", "_") / "LC_MESSAGES"
    return tag == "en" or (folder / "distressapp.mo").is_file()


def language_meant(said: str, offered: Iterable[str]) -> str:
    """Which of these languages somebody means; empty where it is none of them.

    Args:
        said: A BCP 47 tag or the name of a language, in that language or in the staff's.
        offered: BCP 47 tags.
    """
    tag = _tag(said)
    if not tag:
        return ""
    near = [each for each in offered if _family(each) == _family(tag)]
    return next((each for each in near if each.casefold() == tag), near[0] if near else "")


def _tag(said: str) -> str:
    spelt = folded(said)
    for names in (_OWN, _words()):
        for tag, name in names.items():
            if spelt and folded(name) == spelt:
                return tag
    tag = said.strip().casefold().replace("_", "-")
    return tag if tag.partition("-")[0].isalpha() else ""


def _family(tag: str) -> str:
    return tag.casefold().partition("-")[0]


def _words() -> Mapping[str, str]:
    return {
        "ar": _("Arabic"),
        "de": _("German"),
        "el": _("Greek"),
        "en": _("English"),
        "es": _("Spanish"),
        "fa": _("Persian"),
        "fr": _("French"),
        "hi": _("Hindi"),
        "it": _("Italian"),
        "nl": _("Dutch"),
        "pl": _("Polish"),
        "pt": _("Portuguese"),
        "ro": _("Romanian"),
        "ru": _("Russian"),
        "tr": _("Turkish"),
        "uk": _("Ukrainian"),
        "ur": _("Urdu"),
        "vi": _("Vietnamese"),
        "zh": _("Chinese"),
        "zh-hans": _("Chinese, simplified characters"),
        "zh-hant": _("Chinese, traditional characters"),
    }
