"""What of the packages goes into the frozen program, on Linux and on Windows.

Lists of what stays: a part that a later version brings along is left out until somebody names it.
"""

import sys
from pathlib import PurePath
from typing import Final

PLUGINS: Final = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "wayland-shell-integration": {"xdg-shell", "fullscreen-shell-v1"},
    "wayland-decoration-client": {"bradient"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport"},
    "texttospeech": {"qtexttospeech_sapi", "qtexttospeech_speechd"},
}
"""Qt's plugins, without the beginnings and ends that systems put to a library's name.

No themes of desktops: the program looks the same everywhere, and no file dialog of another program
opens. No image formats: the program reads no pictures.
"""

QT: Final = {
    "Qt6Core",
    "Qt6DBus",  # Qt's own drawing and its screen readers' bridge ask for it
    "Qt6Gui",
    "Qt6PrintSupport",
    "Qt6Test",  # the invented patient of the demo taps and types with it
    "Qt6TextToSpeech",
    "Qt6WaylandClient",
    "Qt6Widgets",
    "Qt6XcbQpa",
}
"""Qt's libraries."""

COMPILERS: Final = ("concrt", "msvcp", "vcruntime")
"""On Windows, what its compiler gives to every program; Qt's wheel brings it along."""

MODULES: Final = {
    "QtCore",
    "QtGui",
    "QtPrintSupport",
    "QtTest",
    "QtTextToSpeech",
    "QtWidgets",
}
"""The doors to them from Python."""

NEVER: Final = (
    "Charts",
    "DataVisualization",
    "Graphs",
    "HttpServer",
    "Lottie",
    "NetworkAuth",
    "Quick3D",
    "QuickTimeline",
    "ShaderTools",
    "VirtualKeyboard",
    "WaylandCompositor",
)
"""Parts of Qt under the GPL alone, in this wheel or in another: none may be in a package."""

OURS: Final = ("libpython3", "libffi.so", "libsqlite3.so")
"""Of the libraries beside Python, those that come along: all others are the system's own, which
its security updates reach (`packaging/debian.txt` names them)."""

PICTURES: Final = {"_imaging"}
"""What reportlab asks of the picture library when it begins; no picture is ever read with it."""

LEFT_OUT: Final = [
    "PIL.AvifImagePlugin",
    "PIL.ImageCms",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PIL.WebPImagePlugin",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingmath",
    "PIL._imagingmorph",
    "PIL._imagingtk",
    "PIL._webp",
    "PySide6.QtNetwork",
    "_hashlib",  # OpenSSL's; Python has its own
    "_pytest",
    "_ssl",
    "asyncio",
    "distutils",
    "doctest",
    "ensurepip",
    "ftplib",
    "hatchling",
    "hypothesis",
    "http",
    "lib2to3",
    "multiprocessing",
    "pip",
    "pkg_resources",
    "pydoc",
    "pytest",
    "readline",  # under the GPL
    "setuptools",
    "smtplib",
    "socketserver",
    "sqlite_utils.cli",
    "ssl",
    "test",
    "tkinter",
    "unittest",
    "webbrowser",
    "wheel",
    "xmlrpc",
]
"""Modules that are imported somewhere, and never in this program."""


HIDDEN: Final = ["_cffi_backend"]
"""What libraries ask for without an import that could be seen."""


NOT_BEGUN_WITH: Final = {"pyi_rth_pyside6"}
"""What PyInstaller would run first in every process, the keeper's and the page's too: it loads Qt,
and leaves variables for the Qt of other programs. The published Qt finds its plugins by itself."""

BY_NAME: Final = "reportlab.graphics.barcode"
"""A package whose modules are imported by names put together."""


def stays(name: str, source: str, kind: str) -> bool:
    """Whether a library goes into the frozen program.

    Args:
        name: Its path in there.
        source: Where it stands now; of a link, what it leads to.
        kind: PyInstaller's word for what it is, `"SYMLINK"` for a link.
    """
    path = PurePath(name.replace("\\", "/"))
    if kind == "SYMLINK":
        return stays(str(path.parent / source), "site-packages", "BINARY")
    bare = plain(path.name)
    if "plugins" in path.parts and path.parts[0] == "PySide6":
        return bare in PLUGINS.get(path.parent.name, ())
    if path.parts[0] == "PySide6":
        is_of_windows = bare.casefold().startswith(COMPILERS)
        return is_of_windows or bare in QT | MODULES or bare.startswith(("icu", "pyside6"))
    if path.parts[0] == "PIL":
        return bare.partition(".")[0] in PICTURES
    if len(path.parts) == 1 and ".so" in path.name:
        return path.name.startswith(OURS) or "site-packages" in source
    return True


def data_stays(name: str, source: str, kind: str) -> bool:
    """Whether a file that is no library goes into the frozen program; as `stays`."""
    if kind == "SYMLINK":
        return stays(name, source, kind)
    parts = PurePath(name.replace("\\", "/")).parts
    is_about_a_package = any(part.endswith(".dist-info") for part in parts)
    is_of_qt = parts[0] == "PySide6"
    has_own_zones = sys.platform != "win32"
    is_of_zones = parts[0] == "dateutil" or (parts[0] == "tzdata" and has_own_zones)
    return not (is_about_a_package or is_of_qt or is_of_zones or parts[-1] == "py.typed")


def plain(name: str) -> str:
    """What a library is called everywhere: `Qt6Core` of libQt6Core.so.6 and of Qt6Core.dll."""
    bare = name.removeprefix("lib")
    for end in (".abi3.so", ".so", ".abi3.pyd", ".pyd", ".dll"):
        bare = bare.split(end)[0]
    return bare
