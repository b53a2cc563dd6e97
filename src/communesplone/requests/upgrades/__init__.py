"""Upgrade steps of this profile: one module and one ZCML file for each version, `toNNNN`; every step is safe to repeat."""
