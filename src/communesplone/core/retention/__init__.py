"""How long cases are kept, and what happens then: rules, preview, approval, a job that does it, a trace that stays."""
