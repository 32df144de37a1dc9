"""The staff's window in a process of its own, to be killed while it prints."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from distressapp.bootstrap import monotonic_ns, sign_in
from distressapp.service.shift import Shift
from distressapp.staff.window import StaffWindow
from tests.clinics import PASSPHRASE, opened
from tests.staff.room import staff_look


def main(root: Path) -> None:
    """Come in, say so, and print what waits until the end."""
    app = QApplication([])
    house = opened(root, room="staff")
    window = StaffWindow(house, staff_look(), keeper=None, clock_ns=monotonic_ns)
    window.show()
    window.enter(Shift(house, sign_in(house, PASSPHRASE), None, clock_ns=monotonic_ns))
    sys.stdout.write("in\n")
    sys.stdout.flush()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
