"""The set-up script says what is missing and how to get it, and touches nothing, where it may not install.

It runs in a copy of its folder, with a PATH that holds only what a test puts there: no apt-get, so nothing can be installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """A folder with the scripts and a ``bin`` that holds a shell and two small tools."""
    shutil.copytree(CHECKOUT / "scripts", tmp_path / "scripts")
    (tmp_path / "bin").mkdir()
    for tool in ("bash", "dirname", "id"):
        found = shutil.which(tool)
        assert found
        (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def set_up(machine: Path, purpose: str = "run", **environment: str) -> subprocess.CompletedProcess[str]:
    bash = machine / "bin" / "bash"
    command = [str(bash), str(machine / "scripts" / "setup.sh"), purpose]
    return subprocess.run(command, env={"PATH": str(machine / "bin"), **environment}, capture_output=True, text=True, check=False)


def put(machine: Path, name: str, script: str) -> None:
    path = machine / "bin" / name
    path.write_text(f"#!{machine / 'bin' / 'bash'}\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_missing_system_packages_are_named_with_the_command_that_installs_them(bare_machine: Path) -> None:
    put(bare_machine, "python3", f'exec {sys.executable} "$@"')
    result = set_up(bare_machine)
    assert result.returncode == 1
    assert "Run: sudo apt-get install -y " in result.stderr
    for package in ("g++", "pkg-config", "libicu-dev"):
        assert package in result.stderr
    assert not (bare_machine / ".venv").exists()


def test_an_old_python_is_refused_with_its_version_and_the_way_out(bare_machine: Path) -> None:
    put(bare_machine, "python3", 'if [ "$1" = --version ]; then echo Python 3.10.12; else exit 1; fi')
    result = set_up(bare_machine)
    assert result.returncode == 1
    assert "Python 3.11 or newer is needed (Python 3.10.12 found)" in result.stderr
    assert "sudo apt-get install -y python3.11" in result.stderr


def test_a_newer_python_beside_an_old_one_is_taken(bare_machine: Path) -> None:
    put(bare_machine, "python3", "exit 1")
    put(bare_machine, "python3.12", f'exec {sys.executable} "$@"')
    result = set_up(bare_machine)
    assert "system packages are missing" in result.stderr  # so a Python was found


def test_a_python_named_by_the_user_is_taken_at_its_word_or_refused(bare_machine: Path) -> None:
    put(bare_machine, "python3", f'exec {sys.executable} "$@"')
    put(bare_machine, "mine", "exit 1")
    result = set_up(bare_machine, PYTHON="mine")
    assert result.returncode == 1
    assert "PYTHON=mine is not a Python 3.11 or newer" in result.stderr
