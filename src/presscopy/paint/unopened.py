"""Modules that a library asks for when it is imported but that a page of text never needs."""

from __future__ import annotations

import sys
from importlib import import_module, util


def leave(name: str) -> None:
    """Have module `name` of a package opened when something of it is first used, not when it is asked for.

    ReportLab imports Pillow for its pictures; that alone takes as long as setting an article.
    """
    package, _, child = name.rpartition('.')
    if name in sys.modules or not (spec := util.find_spec(name)) or not spec.loader:
        return
    spec.loader = util.LazyLoader(spec.loader)
    sys.modules[name] = module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # `from package import child` asks the package first; looking the child up by name would open it
    setattr(import_module(package), child, module)


leave('PIL.Image')
