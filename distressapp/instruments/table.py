"""A TOML table that is read key by key and says file, line and key of what is wrong."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Final, NoReturn, TypeVar, cast

from distressapp.core.errors import DefinitionError
from distressapp.instruments import twins
from distressapp.instruments.lines import Place, line_of, lines_of
from distressapp.instruments.showing import shown
from distressapp.text import _

_Choice = TypeVar("_Choice", bound=StrEnum)

_LONGEST: Final = 1_000_000
_LONGEST_NUMBER: Final = 40
_HIGHEST: Final = 10**9
"""A number of more figures is no figure of an instrument, and may not even be written out."""


class Table:
    """One table of one file; every key has to be asked for, or `done` complains.

    Args:
        file: As the reader of an error knows it.
        lines: Finds where each key stands; asked where something is wrong.
        place: Where this table stands in the file.
        found: Its keys.
    """

    def __init__(
        self,
        *,
        file: Path,
        lines: Callable[[], Mapping[Place, int]],
        place: Place,
        found: Mapping[str, object],
    ) -> None:
        self._file = file
        self._lines = lines
        self._place = place
        self._found = found
        self._asked: set[str] = set()
        self._called: str | None = None

    def call(self, name: str) -> None:
        """Let complaints about this table name it so, in place of where it stands."""
        self._called = name

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text with something in it."""
        value = self._get(key, optional=default is not None)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            self.wrong(key, _("it needs a text"), _("Write it between double quotes."))
        return value

    def whole(self, key: str) -> int:
        """A whole number."""
        value = self._get(key)
        if not _is_whole(value):
            self.wrong(key, _("it needs a whole number"), _("Write it without quotes or point."))
        return cast("int", value)

    def exact(self, key: str) -> Fraction:
        """A number with or without a point, kept exactly."""
        value = self._get(key)
        if not (_is_whole(value) or isinstance(value, Fraction)):
            self.wrong(key, _("it needs a number"), _("Write it as in `3.74`."))
        return Fraction(cast("int | Fraction", value))

    def exact_or_none(self, key: str) -> Fraction | None:
        """The same; None where the key is left out."""
        return self.exact(key) if key in self._found else None

    def yes(self, key: str, *, default: bool | None = None) -> bool:
        """True or false."""
        value = self._get(key, optional=default is not None)
        if value is None and default is not None:
            return default
        if not isinstance(value, bool):
            self.wrong(key, _("it needs yes or no"), _("Write `true` or `false`."))
        return value

    def choice(self, key: str, kind: type[_Choice]) -> _Choice:
        """One of a few words."""
        value = self._get(key)
        if value not in [each.value for each in kind]:
            self.wrong(
                key,
                _("that word is not known"),
                _("Use one of: {words}.").format(words=", ".join(kind)),
            )
        return kind(value)

    def choice_or_none(self, key: str, kind: type[_Choice]) -> _Choice | None:
        """The same; None where the key is left out."""
        return self.choice(key, kind) if key in self._found else None

    def texts(self, key: str, *, is_optional: bool = False) -> tuple[str, ...]:
        """A list of texts, each with something in it."""
        values = self._list(key, is_optional=is_optional)
        if not all(isinstance(each, str) and each.strip() for each in values):
            self.wrong(key, _("it needs a list of texts"), _('Write it as in `["1", "3"]`.'))
        return tuple(cast("list[str]", values))

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        values = self._list(key)
        if not all(_is_whole(each) for each in values):
            self.wrong(
                key, _("it needs a list of whole numbers"), _("Write it as in `[3, 2, 1, 0]`.")
            )
        return tuple(cast("list[int]", values))

    def table(self, key: str) -> "Table":
        """A table inside this one."""
        return self._inside((key,), self._get(key))

    def table_or_none(self, key: str) -> "Table | None":
        """The same; None where the key is left out."""
        return self.table(key) if key in self._found else None

    def tables(self, key: str) -> tuple["Table", ...]:
        """A list of tables; empty where the key is left out."""
        values = self._list(key, is_optional=True)
        return tuple(self._inside((key, number), each) for number, each in enumerate(values))

    def text_map(self, key: str) -> dict[str, str]:
        """A table whose keys are free and whose values are texts."""
        table = self.table(key)
        return {each: table.text(each) for each in table.keys()}  # noqa: SIM118  (no mapping)

    def keys(self) -> Iterable[str]:
        """The keys that are there."""
        return self._found.keys()

    def done(self) -> None:
        """Complain of a key nobody asked for: it is a slip of the pen, or from a newer version."""
        for key in self._found:
            if key not in self._asked:
                self.wrong(key, _("this key is not known"), _("Correct its spelling or remove it."))

    def wrong(self, key: str | None, what: str, advice: str) -> NoReturn:
        """Complain of one key, or of the table as a whole.

        Raises:
            DefinitionError: Always; it names file, line and key.
        """
        place = self._place if key is None else (*self._place, key)
        line = line_of(self._lines(), place)
        name = ".".join(each for each in place if isinstance(each, str)) or _("the file")
        if self._called is not None:
            name = self._called if key is None else f"{self._called}, {key}"
        raise DefinitionError(
            _("{file}, line {line}, {key}: {what}").format(
                file=self._file, line=line, key=shown(name), what=what
            ),
            advice=advice,
        )

    def _get(self, key: str, *, optional: bool = False) -> object:
        self._asked.add(key)
        if key not in self._found and not optional:
            self._missing(key)
        return self._found.get(key)

    def _missing(self, key: str) -> NoReturn:
        self.wrong(key, _("this key is missing"), _("Add it; every key of a definition is needed."))

    def _list(self, key: str, *, is_optional: bool = False) -> list[object]:
        value = self._get(key, optional=is_optional)
        if value is None:
            return []
        if not isinstance(value, list) or not value:
            self.wrong(key, _("it needs a list that is not empty"), _("Write it as in `[…, …]`."))
        return value

    def _inside(self, below: Place, value: object) -> "Table":
        if not isinstance(value, dict):
            self.wrong(str(below[0]), _("it needs a table"), _("Begin it with `[name]`."))
        place = (*self._place, *below)
        return Table(file=self._file, lines=self._lines, place=place, found=value)


def read_table(path: Path) -> tuple[Table, bytes]:
    """The table of a whole file, and the file's bytes.

    Raises:
        DefinitionError: The file is not there, cannot be read or is not TOML.
    """
    content = _bytes_of(path)
    found = twins.read(path, content, exact=_exact)
    if found is None:
        return table_of(path, content), content
    lines = partial(_lines_in, content)
    return Table(file=path, lines=lines, place=(), found=found), content


def table_of(path: Path, content: bytes) -> Table:
    """The table that those bytes are.

    Args:
        path: What the file is called; nothing is read from there.

    Raises:
        DefinitionError: They are not TOML.
    """
    # Imported late: what the program brings along is read without it (`twins`).
    import tomllib  # noqa: PLC0415  (see above)

    try:
        text = content.decode("utf-8")
        found = tomllib.loads(text, parse_float=_exact)
    except UnicodeDecodeError as error:
        raise DefinitionError(
            _("{file} is not UTF-8 text, from byte {byte} on").format(file=path, byte=error.start),
            advice=_("Save it as UTF-8 in a text editor."),
        ) from error
    except (ValueError, RecursionError) as error:
        raise DefinitionError(
            _("{file} is not valid TOML: {error}").format(file=path, error=shown(str(error))),
            advice=_("Correct the file at that place."),
        ) from error
    return Table(file=path, lines=partial(_lines_in, content), place=(), found=found)


def _lines_in(content: bytes) -> Mapping[Place, int]:
    return lines_of(content.decode("utf-8"))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LONGEST:
            raise DefinitionError(
                _("{file} is far too long to be a definition or a wording").format(file=path),
                advice=_("Check that it is the file you mean."),
            )
        return path.read_bytes()
    except OSError as error:
        raise DefinitionError(
            _("{file} cannot be read: {error}").format(file=path, error=error.strerror),
            advice=_("Check the path, and that this user may read it."),
        ) from error


def _exact(written: str) -> Fraction:
    """`3.74` as the decimal it is; `inf` and `nan` are not numbers here.

    Raises:
        ValueError: It is no decimal, or one that takes a machine long to write out.
    """
    if len(written) > _LONGEST_NUMBER or "e" in written.lower():
        raise ValueError(_("{number} is no number that is used here").format(number=written[:20]))
    return Fraction(written)


def _is_whole(value: object) -> bool:
    is_one = isinstance(value, int) and not isinstance(value, bool)
    return is_one and abs(cast("int", value)) <= _HIGHEST
