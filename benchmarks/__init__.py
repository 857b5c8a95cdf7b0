"""Measurements that are ratios: against a stated baseline, in one run."""
