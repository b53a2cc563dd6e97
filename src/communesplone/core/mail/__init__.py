"""Letters to citizens and clerks: written in their language, queued on disk at commit, sent after it."""
