"""The page of jobs for Managers."""
