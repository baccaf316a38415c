"""The tests: one file a stage, `cases/` for what a curator could read, `site/` for the built dossier."""
