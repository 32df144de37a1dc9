"""The words of the program itself, through gettext; never an instrument's words."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_current: list[gettext.NullTranslations] = [gettext.NullTranslations()]


def set_language(language: str, *, folder: Path) -> None:
    """From here on sentences come in `language`, or in English where untranslated.

    Args:
        language: A BCP 47 tag, `"en"`, `"es"`, `"zh-Hans"`.
        folder: The folder of compiled translations, `resources/locale`.
    """
    _current[0] = gettext.translation(
        "distressapp", folder, [language.replace("-", "_")], fallback=True
    )


@contextmanager
def speaking(language: str, *, folder: Path) -> Iterator[None]:
    """That language inside the block, and what was set before after it."""
    before = _current[0]
    set_language(language, folder=folder)
    try:
        yield
    finally:
        _current[0] = before


def _(sentence: str) -> str:
    """The sentence in the language that was set."""
    return _current[0].gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence that fits `count`, in the language that was set."""
    return _current[0].ngettext(one, many, count)
