"""The words of the program itself, through gettext; never an instrument's words."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gettext import NullTranslations
    from pathlib import Path

_current: list[NullTranslations | None] = [None]
"""None: the sentences as they stand in the program, in English."""


def set_language(language: str, *, folder: Path) -> None:
    """From here on sentences come in `language`, or in English where untranslated.

    Args:
        language: A BCP 47 tag, `"en"`, `"es"`, `"zh-Hans"`.
        folder: The folder of compiled translations, `resources/locale`.
    """
    _current[0] = None
    if language != "en":
        # Imported late: a kiosk that begins in English shows its first page without it.
        from gettext import translation  # noqa: PLC0415  (see above)

        wanted = [language.replace("-", "_")]
        _current[0] = translation("distressapp", folder, wanted, fallback=True)


class speaking:  # noqa: N801  (a block begins with it)
    """That language inside the block, and what was set before after it."""

    def __init__(self, language: str, *, folder: Path) -> None:
        self._language, self._folder = language, folder
        self._before = _current[0]

    def __enter__(self) -> None:
        self._before = _current[0]
        set_language(self._language, folder=self._folder)

    def __exit__(self, *_error: object) -> None:
        _current[0] = self._before


def _(sentence: str) -> str:
    """The sentence in the language that was set."""
    return sentence if _current[0] is None else _current[0].gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence that fits `count`, in the language that was set."""
    if _current[0] is None:
        return one if count == 1 else many
    return _current[0].ngettext(one, many, count)
