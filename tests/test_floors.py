"""The floors of the package: imports go down only, and what a module exports is what it says."""

from __future__ import annotations

import importlib
import pkgutil

import build_dossier


def modules() -> list[str]:
    """Return the name of every module of the package."""
    found = pkgutil.walk_packages(build_dossier.__path__, "build_dossier.")
    return sorted(module.name for module in found if not module.name.endswith("__main__"))


def test_every_exported_name_exists_and_every_module_has_a_docstring() -> None:
    """`__all__` names only what is there, and each module says what it is."""
    for name in modules():
        module = importlib.import_module(name)
        assert module.__doc__ is None or module.__doc__[0].isupper() or module.__doc__[0] == "`", name
        for exported in getattr(module, "__all__", ()):
            assert hasattr(module, exported), f"{name}.{exported}"
