"""The addresses below `opendata`."""
