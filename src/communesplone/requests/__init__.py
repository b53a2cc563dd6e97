"""Ordering documents: procedures, orders, their handling and issuing."""
