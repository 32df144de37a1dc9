"""The settings of paper and printers in plain words: each one's name, and what it does."""

from distressapp.text import _


def paper_words() -> dict[str, tuple[str, str]]:
    """By key, in the order in which they are shown."""
    safe = _("Somebody printed the test page and looked.")
    only = _("Only to a printer that was tested to stand where only staff can reach it.")
    return {
        "paper": (_("Paper"), _("The size of the pages.")),
        "printer.name": (_("Printer"), _("Where pages go, as the print system calls it.")),
        "printer.is_staff_only": (_("Printer stands where only staff can reach it"), safe),
        "is_printed_at_end": (_("Print by itself at the end of a sitting"), only),
        "slips.name": (
            _("Printer for slips"),
            _("Where slips go, as the print system calls it. None: they go where pages go."),
        ),
        "slips.paper": (_("Paper for slips"), _("The size of the slips.")),
        "slips.is_staff_only": (_("It stands where only staff can reach it"), safe),
        "is_slip_when_called": (
            _("A slip when a patient is called away"),
            _("Its ticket word, so that two tablets are not mixed up. As for pages: staff only."),
        ),
    }
