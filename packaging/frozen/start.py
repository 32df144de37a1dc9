"""Where the frozen program begins."""

from distressapp.unasked import put_off

put_off()

from distressapp.program import settle  # noqa: E402  (names what waits)

settle()

from distressapp.__main__ import main  # noqa: E402  (only once the environment is right)

main()
