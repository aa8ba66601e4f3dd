"""Everything stands in setup.cfg: the dependency, the Python, and the console script that is started."""
