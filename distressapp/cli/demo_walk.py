"""The unseen day: the kiosk's real window on a screen that is not there."""

import argparse
from dataclasses import replace
from pathlib import Path

from distressapp.bootstrap import open_house, shift
from distressapp.cli.demo_clinic import PASSPHRASE, STAFF, set_up_anew
from distressapp.cli.demo_patient import Camera, walk
from distressapp.kiosk.window import KioskWindow
from distressapp.service.sittings import Closed
from distressapp.settings import Screen
from distressapp.ui.application import application
from distressapp.ui.metrics import MM_PER_INCH


def walk_unseen(
    root: Path, screens: Path, args: argparse.Namespace, size: tuple[int, int]
) -> tuple[Closed, list[str]]:
    """Take the invented patient through; gives what was closed, and the pictures' names."""
    app = application()
    house = open_house(root)
    house.recent = shift(root, PASSPHRASE, name=STAFF).recent
    try:
        screen = Screen(theme=args.theme, text_percent=args.text, has_transitions=False)
        set_up_anew(house, replace(house.settings, screen=screen))
        window = KioskWindow(house, dots_per_mm=args.dpi / MM_PER_INCH)
        closed: list[Closed] = []
        window.finished.connect(closed.append)
        window.resize(*size)
        window.show()
        window.begin()
        camera = Camera(window, screens)
        walk(window, camera, language=args.language)
        window.end()
        window.close()
        window.deleteLater()
        app.processEvents()
    finally:
        house.close()
    return closed[0], camera.names
