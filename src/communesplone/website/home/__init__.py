"""The home page: blocks that features contribute (`core.interfaces.IHomeBlock`) and an editor arranges."""
