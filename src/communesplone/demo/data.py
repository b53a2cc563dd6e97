"""Reading the files of `data`."""

from importlib.resources import files
import yaml


def load(name: str) -> list | dict:
    """The content of `data/NAME.yaml`."""
    return yaml.safe_load((files("communesplone.demo") / "data" / f"{name}.yaml").read_text("utf-8"))
