"""Set everything up, then run the app or its checks. Needs nothing but Python.

    python3 dev.py run [options of streamlit run]
    python3 dev.py test [options of pytest]

The first use makes a virtual environment in .venv and installs what the
requirements files pin; later uses install again only when those have changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
FOLDER = ROOT / ".venv"
BIN = FOLDER / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
RUNTIME, EVERYTHING = ("requirements.txt",), ("requirements.txt", "requirements-dev.txt")
OLDEST_PYTHON = (3, 11)
HIDDEN = subprocess.DEVNULL

CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "--strict", "core", "pages/charts", "pages/papers", "pages/storage", "dev.py"),
    ("core", "check"),
)

# One process per core; whoever is done early takes tests from the others.
IN_PARALLEL = ("-n", "auto", "--dist", "worksteal")

BROWSER_VARIABLE = "CHROMIUM"  # names the browser to use, where we would not find it
BROWSER_COMMANDS = (
    "google-chrome-stable",
    "google-chrome",
    "chromium",
    "chromium-browser",
    "microsoft-edge-stable",
    "microsoft-edge",
)
BROWSERS_ON_MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
BROWSERS_ON_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
NO_BROWSER = (
    "The tests drive a real browser, and none was found: install Google Chrome, Chromium or "
    f"Microsoft Edge, or name its program in the variable {BROWSER_VARIABLE}."
)

NO_NGINX = (
    "The tests put two replicas of the app behind nginx, and none was found: install nginx "
    "(on macOS: brew install nginx)."
)


class SetUpError(Exception):
    """Something on this machine is missing; the text says what to do."""


def main(arguments: Sequence[str]) -> int:
    """Carry out a command; return 0, or the exit code of what failed."""
    command, *options = arguments or ["--help"]
    commands = {"run": run, "test": test}
    if command not in commands:
        print(__doc__.strip() if __doc__ else "")
        return 0 if command in ("-h", "--help") else 2
    try:
        refuse_old_python(sys.version_info[:2])
        return commands[command](options)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # the usual way to stop the app
        return 130


def run(options: Sequence[str]) -> int:
    """Run the app until it is stopped; return its exit code."""
    prepare(RUNTIME)
    return module("streamlit", "run", "app.py", *options)


def test(options: Sequence[str]) -> int:
    """Run every check, the quick ones first; return the exit code of the first that fails."""
    prepare(EVERYTHING)
    browser = find_browser() or install_browser()
    if find_nginx() is None:
        install("nginx-light", "nginx")
    for check in CHECKS:
        if code := module(*check):
            return code
    return module("pytest", *IN_PARALLEL, *options, environment={BROWSER_VARIABLE: browser})


def module(name: str, *options: str, environment: Mapping[str, str] | None = None) -> int:
    """Run a module in the virtual environment, say so, and return its exit code."""
    print("$ python -m", name, *options, flush=True)
    command, told = [str(PYTHON), "-m", name, *options], {**os.environ, **(environment or {})}
    return subprocess.run(command, cwd=ROOT, env=told, check=False).returncode  # noqa: S603 (our checks and what the user typed)


# The virtual environment ------------------------------------------------------


def refuse_old_python(version: tuple[int, ...]) -> None:
    """Stop with a clear sentence under a Python that cannot run the app.

    Raises:
        SetUpError: If it is too old.
    """
    if version < OLDEST_PYTHON:
        found, needed = (".".join(map(str, v)) for v in (version, OLDEST_PYTHON))
        raise SetUpError(f"Python {needed} or newer is needed, and this is Python {found}.")


def prepare(files: Sequence[str]) -> None:
    """Make the virtual environment and install some requirements files, if not yet done.

    Raises:
        SetUpError: If the environment cannot be made or a package not installed.
    """
    stamp, wanted = FOLDER / f"installed-{files[-1]}", fingerprint(files)
    if PYTHON.exists() and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    if not has_pip():
        make_environment()
    install = ["install", "--quiet", "--disable-pip-version-check", "-r", files[-1]]
    if module("pip", *install):
        raise SetUpError("The packages could not be installed: see above. Then try again.")
    stamp.write_text(wanted, "utf-8")


def fingerprint(files: Iterable[str]) -> str:
    """Return a text that changes when a requirements file or the version of Python does."""
    content = b"".join((ROOT / name).read_bytes() for name in files)
    return f"{sys.version_info[0]}.{sys.version_info[1]} {hashlib.sha256(content).hexdigest()}"


def has_pip() -> bool:
    """Return whether the virtual environment is whole, and made by this version of Python."""
    same = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    return PYTHON.exists() and called(str(PYTHON), "-c", same, errors=HIDDEN) == 0


def make_environment() -> None:
    """Make the virtual environment anew.

    Raises:
        SetUpError: If this Python lacks what it takes.
    """
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise SetUpError(
            "This Python cannot make virtual environments: its modules venv and ensurepip are "
            "missing. On Debian and Ubuntu: sudo apt install python3-venv. Elsewhere: install "
            "Python from python.org."
        )
    print(f"Making the virtual environment {FOLDER.name} ...", flush=True)
    if called(sys.executable, "-m", "venv", "--clear", str(FOLDER)):
        raise SetUpError(f"The virtual environment {FOLDER} could not be made: see above.")


# The browser of the tests -----------------------------------------------------


def find_browser() -> str | None:
    """Return the path of a browser of the Chromium family; None if there is none."""
    if named := os.environ.get(BROWSER_VARIABLE):
        return shutil.which(named)
    if on_path := next(filter(None, map(shutil.which, BROWSER_COMMANDS)), None):
        return on_path
    return next((str(path) for path in usual_places() if path.is_file()), None)


def usual_places() -> list[Path]:
    """Return where browsers are installed on macOS and Windows, which put none on the path."""
    if sys.platform == "darwin":
        folders = (Path("/Applications"), Path.home() / "Applications")
        return [folder / name for folder in folders for name in BROWSERS_ON_MACOS]
    folders = tuple(Path(os.environ[name]) for name in WINDOWS_FOLDERS if name in os.environ)
    return [folder / name for folder in folders for name in BROWSERS_ON_WINDOWS]


def install_browser() -> str:
    """Install Debian's Chromium where we may, and return its path.

    Raises:
        SetUpError: If we may not, or if it did not work.
    """
    if BROWSER_VARIABLE not in os.environ:
        install("chromium", "Chromium")
    browser = find_browser()
    if browser is None:
        raise SetUpError(NO_BROWSER)
    return browser


def install(package: str, name: str) -> None:
    """Install a package of Debian where we may; where we may not, nothing happens."""
    apt, as_root = shutil.which("apt-get"), root_prefix()
    if apt is None or as_root is None:
        return
    print(f"Installing {name} for the tests ...", flush=True)
    quietly = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq", "-y"]
    called(*quietly, "update", output=HIDDEN)  # where this fails, an old list may still do
    called(*quietly, "install", package, output=HIDDEN)


def find_nginx() -> str | None:
    """Return the path of nginx, which Debian puts where only root looks; None if there is none."""
    return shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))


def root_prefix() -> list[str] | None:
    """Return what to put before a command that needs root's rights; None if we have none."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    return [sudo, "-n"] if sudo and called(sudo, "-n", "true", errors=HIDDEN) == 0 else None


def called(*command: str, output: int | None = None, errors: int | None = None) -> int:
    """Run a command and return its exit code; `HIDDEN` hides its output or its errors."""
    return subprocess.run(command, stdout=output, stderr=errors, check=False).returncode  # noqa: S603 (all from this file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
