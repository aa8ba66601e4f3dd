"""The sources lie in backend, and their imports start from there: it must be on the import path."""
