"""The public site: the light pages that visitors get, the look, the home page and the settings of the commune."""
