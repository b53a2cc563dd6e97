"""What is behind ``make start`` and ``make test``: standard library only, it runs before anything is installed."""
