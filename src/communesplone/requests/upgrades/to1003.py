"""Procedures say how long their orders are kept. The fields are empty at first: nothing goes."""


def step(tool) -> None:
    """Nothing to change: a card of before has no period, which is what an empty field says."""
