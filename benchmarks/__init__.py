"""Figures of the README, measured by anyone: `python -m benchmarks`, or one alone: `python -m benchmarks.memory`."""
