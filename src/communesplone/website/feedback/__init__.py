"""Was this page clear? Answers counted by page, words as cases."""
