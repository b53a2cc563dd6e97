"""What the law says, as data and plain Python: jurisdictions, working days, later quorum and majorities."""
