"""Installs the peers that are asked for into bench/scratch/, as the lock files say, and says where they are."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parent
VENV = BENCH / "scratch" / "venv"
# Beside the sites' folder and above it, so that Node finds the modules from any site.
NODE_MODULES = BENCH / "scratch" / "node_modules"


def venv_python() -> Path:
    """The interpreter of the peers' own environment."""
    return VENV / "bin" / "python"


def venv_packages() -> Path:
    """The folder of that environment's packages."""
    return VENV / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"


def install_python_peers() -> None:
    """Hugo and Pelican, each file checked against its hash."""
    if is_installed(VENV, "requirements.txt"):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement"]
    subprocess.run([str(venv_python()), *install, str(BENCH / "requirements.txt")], check=True)
    remember(VENV, "requirements.txt")


def install_node_peers() -> None:
    """Eleventy, from the lock file."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        sys.exit("Eleventy needs Node and npm. Install them, or leave it out with --peers hugo,pelican.")
    if is_installed(NODE_MODULES, "package-lock.json"):
        return
    work = NODE_MODULES.parent
    work.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(BENCH / name, work / name)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=work, check=True)
    remember(NODE_MODULES, "package-lock.json")


def is_installed(folder: Path, lock_name: str) -> bool:
    """Whether what stands in the folder came from the lock file as it is now."""
    mark = folder / ".installed"
    return mark.is_file() and mark.read_text(encoding="utf-8") == lock_hash(lock_name)


def remember(folder: Path, lock_name: str) -> None:
    """Note which lock file the folder came from."""
    (folder / ".installed").write_text(lock_hash(lock_name), encoding="utf-8")


def lock_hash(lock_name: str) -> str:
    """The hash of a lock file."""
    return hashlib.sha256((BENCH / lock_name).read_bytes()).hexdigest()
