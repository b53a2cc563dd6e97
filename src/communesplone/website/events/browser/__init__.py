"""Pages of events: for visitors, for the organiser, for the clerk who handles a proposal."""
