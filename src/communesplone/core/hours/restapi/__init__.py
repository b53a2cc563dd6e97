"""Opening hours for programs."""
