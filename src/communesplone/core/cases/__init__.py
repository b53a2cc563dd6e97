"""Cases: whatever a human at the town hall has to handle, in a store and a catalog of their own."""
