"""Upgrade steps of this profile: one module and one ZCML file for each version, `toNNNN`; each safe to repeat."""
