"""A kiosk's end of a sitting in a process of its own, to be killed while it prints."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from distressapp.kiosk.printouts import Printouts
from distressapp.settings import Printer
from tests.clinics import closed, opened, rated, seated
from tests.service.patients import ANNA


def main(root: Path) -> None:
    """Rate, stop, say so, and print by itself until the end."""
    app = QApplication([])
    house = opened(root)
    office = Printer(name="Office", is_staff_only=True)
    house.settings = replace(house.settings, printer=office, is_printed_at_end=True)
    running = seated(house, number=ANNA.record_number, born=ANNA.born)
    running.keep(rated(house, 9))
    sys.stdout.write("in\n")
    sys.stdout.flush()
    closed(house, running)
    printouts = Printouts(house)
    if running.closed is not None:
        printouts.send(running.closed)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
