"""What `make bench` runs: data sets, measurements, jobs, report."""
