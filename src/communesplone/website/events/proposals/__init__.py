"""Events that associations propose: a form for everybody, a case for the service, an event of the agenda in the end."""
