"""A factory in a package below src, and no app object anywhere."""
