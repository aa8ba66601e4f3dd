"""Poetry with the tables that it had before [project], and a group for development."""
