"""Tests over the built site: its files, and its pages in a browser."""
