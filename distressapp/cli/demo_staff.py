"""A look round the staff's room, unseen: each of its screens with the invented clinic in it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent
from PySide6.QtWidgets import QApplication

from distressapp.bootstrap import monotonic_ns, sign_in
from distressapp.cli.demo_clinic import PASSPHRASE, STAFF
from distressapp.cli.demo_patient import Camera
from distressapp.service.house import House
from distressapp.service.owed import owed
from distressapp.service.shift import Shift
from distressapp.staff.desk import Desk, Place
from distressapp.staff.places import PLACES
from distressapp.staff.window import StaffWindow
from distressapp.ui.application import application
from distressapp.ui.look import Look
from distressapp.ui.metrics import Metrics
from distressapp.ui.theme import THEMES
from distressapp.vault import forms, lists

_REST_MS: Final = 400
"""What is drawn beside the window, such as a page's picture, comes within that."""


def look_round(
    house: House, folder: Path, names: list[str], size: tuple[int, int], *, theme: str
) -> None:
    """Sign in, go to every screen, lock; a picture of each.

    Args:
        names: Of the pictures so far; these are added.
        theme: Of the clinic; staff have the same.
    """
    app = application()
    look = Look(metrics=Metrics(width=1280, height=800), theme=THEMES[theme])
    window = StaffWindow(house, look, keeper=None, clock_ns=monotonic_ns)
    window.resize(*size)
    window.show()
    window.begin()
    camera = Camera(window, folder, names)
    _take(camera, "staff-door")
    session = sign_in(house, PASSPHRASE, name=STAFF)
    desk = window.enter(Shift(house, session, None, clock_ns=monotonic_ns))
    for name, place in _places(desk):
        desk.go(place)
        _take(camera, f"staff-{name}")
    window.lock()
    _take(camera, "staff-locked")
    window.close()
    window.deleteLater()
    app.processEvents()


def _places(desk: Desk) -> list[tuple[str, Place]]:
    """Every screen that there is, with somebody on it."""
    alone = {"patient", "handover", "keying"}
    found = [(name, Place(screen=name)) for name in PLACES if name not in alone]
    out = forms.out(desk.session.vault)
    if out:
        found.append(("keying", Place(screen="keying", subject=out[0].form)))
    lines = owed(desk.house, desk.session)
    if lines and "owed" in PLACES:
        found.append(("owed-case", Place(screen="owed", subject=lines[0].person)))
    patient = _most_looked_at(desk)
    if patient and "patient" in PLACES:
        found.append(("patient", Place(screen="patient", subject=patient)))
        found.append(("handover", Place(screen="handover", subject=patient)))
    return [each for each in found if each[1].screen in PLACES]


def _most_looked_at(desk: Desk) -> str:
    """Who has sat most often; empty where nobody has."""
    days = lists.last_days(desk.session.vault)
    return max(days, key=lambda each: each.sittings).subject if days else ""


def _take(camera: Camera, name: str) -> None:
    passed = QElapsedTimer()
    passed.start()
    while passed.elapsed() < _REST_MS:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
    camera.take(name)
