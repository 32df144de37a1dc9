"""A module that waits is the module, once somebody asks it."""

import json
import os
import subprocess
import sys
from typing import Final

from tests.house.project import ROOT

PROGRAM: Final = """
import json, sys
from distressapp.unasked import put_off
put_off()
put_off()
from dataclasses import dataclass
import inspect

@dataclass
class Said:
    "With words of its own."
    a: int

before = "ast" in sys.modules

@dataclass
class Unsaid:
    a: int

from inspect import signature
print(json.dumps([before, "ast" in sys.modules, Unsaid.__doc__, str(signature(Said)),
    hasattr(inspect, "unheard_of"), type(inspect).__name__]))
"""


def test_a_module_that_waits_is_read_when_it_is_asked_and_no_sooner() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    told = json.loads(done.stdout)

    assert told == [False, True, "Unsaid(a: int)", "(a: int) -> None", False, "module"]
