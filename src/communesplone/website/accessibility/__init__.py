"""The accessibility statement: written from the last check, never beyond what it shows."""
