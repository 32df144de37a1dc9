"""Where the frozen program begins."""

from distressapp.program import settle

settle()

from distressapp.__main__ import main  # noqa: E402  (only once the environment is right)

main()
