"""Who did what, when, on what: a chained log of every act and every reading of a personal file."""
