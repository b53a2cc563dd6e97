"""Waste-collection calendar: streets, sectors, days."""
