"""Puts `resources/` into the package; everything else stands in `pyproject.toml`."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["distressapp", "distressapp.*"]), "distressapp.resources"],
    package_dir={"distressapp.resources": "resources"},
    include_package_data=False,  # of what MANIFEST.in names, only the folder below
    package_data={"distressapp.resources": ["*", "**/*"]},
)
