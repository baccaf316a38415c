"""Curated, multilingual news dossiers: collected articles in, a static site out."""

__version__ = "0.1.0"
