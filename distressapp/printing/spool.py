"""What the print system keeps of pages once they came out, as its configuration says."""

import re
from pathlib import Path
from typing import Final

CONFIGURATION: Final = Path("/etc/cups/cupsd.conf")
"""Where CUPS is told; readable by everybody in Debian's package."""

_FILES: Final = "preservejobfiles"
_HISTORY: Final = "preservejobhistory"
_OFF: Final = frozenset({"no", "off", "false", "0"})
"""What CUPS reads as no (CUPS 2.4.2, `scheduler/conf.c`), and no seconds."""


def spool_kept(configuration: Path = CONFIGURATION) -> bool | None:
    """Whether the print system keeps pages that came out; None where nobody can say.

    Its own default is to keep each for a day. This program has what is kept deleted again; a
    print system that keeps none leaves nothing to a crash.
    """
    told = _told(configuration)
    if told is None:
        return None
    return told.get(_FILES) not in _OFF and told.get(_HISTORY) not in _OFF


def history_kept(configuration: Path = CONFIGURATION) -> bool | None:
    """Whether it can say of a page that is over that it came out; None where nobody can say.

    Without its history a page that came out is known no more, and stands as not printed.
    """
    told = _told(configuration)
    return None if told is None else told.get(_HISTORY) not in _OFF


def _told(configuration: Path) -> dict[str, str] | None:
    """Each directive by its name in small letters; the last one counts."""
    try:
        text = configuration.read_text("utf-8", "replace")
    except OSError:
        return None
    lines = re.findall(r"^[ \t]*([A-Za-z]+)[ \t]+(\S+)", text, re.MULTILINE)
    return {name.lower(): value.lower() for name, value in lines}
