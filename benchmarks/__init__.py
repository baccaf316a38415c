"""Commands that fit and measure: `python -m benchmarks.cleaning`, `python -m benchmarks.fit_cleaning`."""
