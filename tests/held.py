"""What a process holds of the code in its libraries, asked by a program that a test runs."""

from typing import Final

CODE_KIB: Final = """
def code_kib():
    held, has_code = 0, False
    with open("/proc/self/smaps") as lines:
        for line in lines:
            if "-" in line.split()[0]:
                has_code = " r-xp " in line and "/" in line
            elif has_code and line.startswith("Rss:"):
                held += int(line.split()[1])
    return held
"""
