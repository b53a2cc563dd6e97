"""The spine: roles, units and people, cases, registers, documents, mail."""
