"""The service of jobs for Managers."""
