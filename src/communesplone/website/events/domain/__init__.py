"""Rules of events in plain Python: seats, times, prices, words, calendars."""
