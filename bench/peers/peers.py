"""Where the peers are: installed once into `build/`, by their pinned versions, if that can be."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
PLACE: Final = HERE.parents[1] / "build" / "bench-peers"
FOLDER: Final = PLACE / "node_modules"
_INSTALL_S: Final = 300
_PACKAGES: Final = {"lforms": "lforms", "surveyjs": "survey-core"}
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")


def install() -> str:
    """Fetch them; "" where they are there afterwards, else why not."""
    npm = shutil.which("npm")
    if npm is None:
        return "there is no npm on this computer"
    PLACE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        if (HERE / name).is_file():
            shutil.copy(HERE / name, PLACE / name)
    word = "ci" if (PLACE / "package-lock.json").is_file() else "install"
    try:
        done = subprocess.run(
            [npm, word], cwd=PLACE, capture_output=True, timeout=_INSTALL_S, check=False
        )
    except subprocess.TimeoutExpired:
        return "npm did not fetch it in time"
    return "" if done.returncode == 0 else "npm could not fetch it"


def _is_here() -> bool:
    return all((FOLDER / each / "package.json").is_file() for each in _PACKAGES.values())


def chromium() -> str | None:
    """The browser of this computer; None where there is none."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def lacking() -> str:
    """Why they cannot be measured; "" where they can."""
    if chromium() is None:
        return "there is no Chromium on this computer"
    return "" if _is_here() else install()


def version(name: str) -> str:
    """Of a peer that is here."""
    text = (FOLDER / _PACKAGES[name] / "package.json").read_text(encoding="utf-8")
    return str(json.loads(text)["version"])


def browser(page: Path, profile: Path) -> tuple[str, ...]:
    """Chromium with one page on the whole screen, and nothing fetched from anywhere."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return (
        chromium() or _BROWSERS[0],
        *(("--no-sandbox", "--test-type") if is_root else ()),
        f"--user-data-dir={profile}",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--allow-file-access-from-files",
        "--window-position=0,0",
        "--window-size=1280,800",
        "--kiosk",
        f"--app=file://{page}",
    )
