from setuptools import setup

setup(name="clock", version="0.1.0", py_modules=["clock"], install_requires=["arrow==1.4.0"])
