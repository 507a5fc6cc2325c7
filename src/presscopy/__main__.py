"""The door of the command line. `--version` answers before anything else is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run presscopy on the command line's arguments."""
    if sys.argv[1:] in (['--version'], ['-V']):
        from presscopy.version import __version__

        sys.stdout.write(f'presscopy {__version__}\n')
        return
    import gc

    # a command builds much and drops little: looking for cycles as often as usual is a twentieth of its time
    gc.set_threshold(1_000_000, 50, 50)
    from presscopy.cli import run

    run()


if __name__ == '__main__':
    main()
