"""Where the frozen program begins."""

import os

from distressapp.__main__ import main

# A Python of its own does not leave the bare "C" locale, as one from the system does.
if {os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")} <= {"", "C", "POSIX"}:
    os.environ.pop("LC_ALL", None)
    os.environ["LC_CTYPE"] = "C.UTF-8"

main()
