"""Safety by default: headers, sessions, passwords, the second step at login, checks of what is sent in."""
