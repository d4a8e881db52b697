"""The browser's Python: a folder of files that never change, named after their content."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import npm

HERE = Path(__file__).parent
ROOT = HERE.parent
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")


def put_runtime(lite: Path) -> Path:
    """Write the runtime below a folder of the site; its own folder there, such as runtime/0a1b2c3d4e5f."""
    made = ROOT / "_build" / "runtime"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    _copy_pyodide(made)
    shutil.copy(HERE / "worker.js", made)
    _describe(made, own_wheel(made))
    folder = lite / "runtime" / _digest(made)
    shutil.rmtree(lite / "runtime", ignore_errors=True)
    folder.parent.mkdir(parents=True)
    made.rename(folder)
    shutil.copy(HERE / "keep.js", folder.parent)
    return folder


def own_wheel(into: Path) -> Path:
    """Build this package's wheel; two builds of the same files give the same bytes."""
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", into, ROOT]
    subprocess.run(command, check=True)
    [wheel] = into.glob("kata_siapa-*.whl")
    return wheel


def _copy_pyodide(into: Path) -> None:
    source = npm.package("pyodide")
    for name in PYODIDE:
        shutil.copyfile(source / name, into / name)
    lock = json.loads((source / "pyodide-lock.json").read_text())
    (into / "pyodide-lock.json").write_text(json.dumps({"info": lock["info"], "packages": {}}, indent=1))


def _describe(folder: Path, helpers: Path) -> None:
    """What the page's worker has to know: the package's file, and how many bytes it will fetch."""
    fetched = ("pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json", helpers.name)
    size = sum((folder / name).stat().st_size for name in fetched)
    (folder / "runtime.json").write_text(json.dumps({"helpers": helpers.name, "bytes": size}))


def _digest(folder: Path) -> str:
    every = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        every.update(f"{file.name}:{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return every.hexdigest()[:12]
