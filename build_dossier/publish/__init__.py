"""The only package that writes: docs tree, one MkDocs build a language, offline copy, swap."""
