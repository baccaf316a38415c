"""Commands that measure on texts that nobody here wrote: `python -m benchmarks.cleaning FOLDER`."""
