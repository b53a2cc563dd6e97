"""Pages of the log: `@@audit` for Managers, the journal of one case for the heads of its unit."""
