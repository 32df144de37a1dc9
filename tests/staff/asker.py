"""A kiosk's process in which a patient presses the button; each line on its input does one act.

Run as `python -m tests.staff.asker FOLDER`; it says the id of the press, then one line an act.
"""

import sys
from pathlib import Path

from distressapp.bootstrap import open_house
from distressapp.service.calls import post_now


def main(root: Path) -> None:
    """Press, and do what is asked until the input ends."""
    house = open_house(root)
    press = post_now(house, ticket="lantern")
    press.raise_now()
    acts = {"yes": press.now_sounds, "no": press.withdraw_now}
    sys.stdout.write(f"{press.id}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        acts[line.strip()]()
        sys.stdout.write("done\n")
        sys.stdout.flush()
    house.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
