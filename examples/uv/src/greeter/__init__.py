"""uv, as `uv init --package` lays it out: a package below src, installed with its dependencies."""
