"""How the patient may be called, in words, beside the outcomes of a call."""

from typing import Final

from distressapp.service.reaching import Reaching
from distressapp.text import _

MARK: Final = "\N{BLACK RIGHT-POINTING TRIANGLE}"


def reach_lines(found: Reaching) -> tuple[str, ...]:
    """Number, times, what was allowed, language; what must not be done begins with a mark."""
    calling = found.calling
    times = {
        "morning": _("in the morning"),
        "afternoon": _("in the afternoon"),
        "evening": _("in the evening"),
        "any": _("at any time"),
    }
    when = ", ".join(times.get(each, each) for each in calling.times)
    number = _("Phone {number}").format(number=calling.number) if calling.number else ""
    lines = [_joined(number or _("No phone number is known"), when)]
    if calling.may_phone is False:
        lines.append(f"{MARK} " + _("Does not want to be called."))
    elif calling.may_message:
        lines.append(_("A message may be left."))
    else:
        lines.append(f"{MARK} " + _("Leave no message: nobody said that one may be left."))
    if found.interpreter:
        lines.append(_("Interpreter for {language}.").format(language=found.interpreter))
    if found.notes:
        lines.append(_("Notes: {notes}").format(notes=found.notes))
    return tuple(lines)


def _joined(*parts: str) -> str:
    return ", ".join(each for each in parts if each) + "."
