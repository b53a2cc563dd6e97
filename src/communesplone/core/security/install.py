"""What XML cannot say about safety when core is installed or taken away."""


def install(site) -> None:
    """Safe to repeat."""
