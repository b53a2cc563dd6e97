"""Settings of the property tests."""

from hypothesis import settings


# A deadline measures the machine, not the rule: on two busy cores it fails at random.
settings.register_profile("communes", deadline=None)
settings.load_profile("communes")
