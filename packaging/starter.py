"""Compile what starts the frozen program on Linux: `packaging/frozen/start.c`.

It is held to the Python it starts: to its headers, and to the library that comes along.
"""

import json
import shutil
from pathlib import Path
from typing import Final

import buildroom

SOURCE: Final = Path("packaging") / "frozen" / "start.c"
LIBRARIES: Final = "$ORIGIN/lib"
FLAGS: Final = (
    *(
        "-std=c11",
        "-O2",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-pie",
        "-fPIE",
        "-fstack-protector-strong",
    ),
    *("-D_GNU_SOURCE", "-D_FORTIFY_SOURCE=2", "-s", "-Wl,-z,relro,-z,now", "-Wl,--build-id=none"),
    f"-Wl,--disable-new-dtags,-rpath,{LIBRARIES}",
)
"""The path to the libraries in its old form: it holds for what libraries of ours load, too."""

ASK: Final = """
import json, sys, sysconfig
version = "python{}.{}".format(*sys.version_info)
print(json.dumps({"include": sysconfig.get_path("include"), "stdlib": version}))
"""


def compiler() -> str:
    """The C compiler.

    Raises:
        buildroom.NotHereError: There is none.
    """
    found = shutil.which("cc") or shutil.which("gcc")
    if found is None:
        raise buildroom.NotHereError(
            "There is no C compiler here, and what starts the frozen program is compiled. On "
            "Debian: apt-get install gcc libc6-dev"
        )
    return found


def ready() -> Path:
    """The interpreter of the builds, once everything that the frozen program needs is here.

    Raises:
        buildroom.NotHereError: A package, the C compiler or Python's headers are missing.
    """
    compiler()
    python = buildroom.ready()
    _headers(python)
    return python


def build(python: Path, source: Path, folder: Path) -> None:
    """The program's own file, in the folder that has its libraries.

    Args:
        python: The interpreter of the builds.
        source: The copy of the project that is frozen.

    Raises:
        buildroom.NotBuiltError: The compiler refused.
    """
    (library,) = (folder / "lib").glob("libpython3*.so.*")
    include, stdlib = _headers(python)
    words = (f'-DSTDLIB="{stdlib}"', "-I", include, SOURCE, library)
    buildroom.run(compiler(), *FLAGS, *words, "-o", folder / "distressapp", within=source)


def _headers(python: Path) -> tuple[Path, str]:
    """The folder of Python's headers, and what Python calls the folder of its library."""
    told = json.loads(buildroom.run(python, "-c", ASK))
    if not Path(told["include"], "Python.h").is_file():
        raise buildroom.NotHereError(
            "Python's headers are not here, and what starts the frozen program is compiled with "
            "them. On Debian: apt-get install python3-dev"
        )
    return Path(told["include"]), told["stdlib"]
