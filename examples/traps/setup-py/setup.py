from pathlib import Path

from setuptools import find_packages, setup

setup(
    name="shop",
    version="0.1.0",
    packages=find_packages(),
    install_requires=Path("install.txt").read_text().splitlines(),
)
