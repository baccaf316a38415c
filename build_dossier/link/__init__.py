"""What belongs together: translations, block by block, and related works."""
