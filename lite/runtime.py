"""The browser's Python: a folder of files that never change, named after their content.

Two sizes of one thing. An exercise page takes Python, its standard library and `helpers`; a notebook takes
`kernel` besides, which holds IPython, ipywidgets, networkx and the kernel itself in one file.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import npm

HERE = Path(__file__).parent
ROOT = HERE.parent
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
STARTS_WITH = ("kata-siapa", "kernel", "micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")
"""What a notebook's kernel is told to load; it looks for each of these names, and most of them stand in `kernel`."""

LEFT_OUT = {
    "kata_siapa": ("helpers/authoring/", "helpers/cli/", "helpers/grading/", "helpers/keys/"),
    "kernel": ("/tests/",),
}
"""The instructor's side of the package, and other packages' tests."""


def put_runtime(lite: Path) -> Path:
    """Write the runtime below a folder of the site; its own folder there, such as runtime/0a1b2c3d4e5f."""
    work, made = ROOT / "_build" / "runtime" / "parts", ROOT / "_build" / "runtime" / "made"
    shutil.rmtree(work.parent, ignore_errors=True)
    made.mkdir(parents=True)
    pyodide = npm.package("pyodide")
    for name in PYODIDE:
        shutil.copyfile(pyodide / name, made / name)
    parts = _parts(pyodide, work)
    _compile(pyodide, parts)
    _zip(parts[0], made / "python_stdlib.zip")
    _lock(pyodide, parts[1:], made)
    shutil.copy(HERE / "worker.js", made)
    _describe(made)
    folder = lite / "runtime" / _digest(made)
    shutil.rmtree(folder.parent, ignore_errors=True)
    shutil.copytree(made, folder)
    shutil.copy(HERE / "keep.js", folder.parent)
    return folder


def _parts(pyodide: Path, work: Path) -> list[Path]:
    """The folders that become files: the standard library, `helpers`, and what a notebook's kernel needs."""
    standard, helpers, kernel = (work / name for name in ("standard", "kata_siapa", "kernel"))
    _unzip([pyodide / "python_stdlib.zip"], standard)
    _unzip([own_wheel(work / "wheels")], helpers)
    _unzip([*_wheels(work / "wheels"), *_kernel_wheels()], kernel)
    shutil.copytree(HERE / "piplite", kernel / "piplite")
    interpreter = kernel / "pyodide_kernel/interpreter.py"
    interpreter.write_text(_made_ours(interpreter.read_text("utf-8")), "utf-8")
    _as_one_package(kernel)
    return [standard, helpers, kernel]


_OURS = {
    # IPython completes words by itself; jedi would cost two seconds at every start.
    "use_jedi = True": "use_jedi = False",
    # A worksheet works before the cell that loads the package was run.
    "self.init_extensions()": 'self.extensions = ["helpers"]; self.init_extensions()',
}
"""What the kernel for the browser does otherwise here."""


def _made_ours(interpreter: str) -> str:
    for words, ours in _OURS.items():
        if words not in interpreter:
            raise npm.MissingError(f"The kernel for the browser has changed: look for {words} in its interpreter.")
        interpreter = interpreter.replace(words, ours)
    return interpreter


def _as_one_package(folder: Path) -> None:
    """Give the packages in a folder one common description; their own, licences included, stand within it."""
    own = folder / f"{folder.name}-1.dist-info"
    own.mkdir(parents=True)
    for described in sorted(folder.glob("*.dist-info")):
        if described != own:
            described.rename(own / described.name)
    (own / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {folder.name}\nVersion: 1\n")


def own_wheel(into: Path) -> Path:
    """Build this package's wheel."""
    _pip("wheel", "--no-deps", "--no-build-isolation", "-w", into, ROOT)
    return next(into.glob("kata_siapa-*.whl"))


def _wheels(into: Path) -> list[Path]:
    """The wheels of browser.lock, fetched once."""
    text = (HERE / "browser.lock").read_bytes()
    kept = npm.CACHE / f"wheels-{hashlib.sha256(text).hexdigest()[:12]}"
    if not kept.is_dir():
        # pip judges by the Python that runs it unless it is told for whom it fetches.
        for_whom = ("--platform", "any", "--python-version", "3.14", "--implementation", "py", "--only-binary", ":all:")
        _pip(
            "download", "--no-deps", "--require-hashes", *for_whom, "-d", into / "fetched", "-r", HERE / "browser.lock"
        )
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(into / "fetched", kept)
    return sorted(kept.glob("*.whl"))


def _kernel_wheels() -> list[Path]:
    """The kernel's own wheels, out of the installed jupyterlite-pyodide-kernel."""
    folder = Path(sys.prefix) / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
    wheels = [*folder.glob("pyodide_kernel-*.whl"), *folder.glob("ipykernel-*.whl")]
    if len(wheels) != 2:
        raise npm.MissingError("jupyterlite-pyodide-kernel is missing; install it with: pip install '.[lite]'")
    return wheels


def _pip(*arguments: object) -> None:
    told = subprocess.run([sys.executable, "-m", "pip", *map(str, arguments), "-q"], capture_output=True, text=True)
    if told.returncode:
        raise npm.MissingError(f"pip could not {arguments[0]} what the browser needs:\n{told.stderr[-600:]}")


def _compile(pyodide: Path, folders: Iterable[Path]) -> None:
    if not shutil.which("node"):
        raise npm.MissingError(
            "node is missing; install it (Debian and Ubuntu: apt-get install npm) and run make site again."
        )
    told = subprocess.run(["node", HERE / "compile.mjs", pyodide, *folders], capture_output=True, text=True)
    if told.returncode:
        raise npm.MissingError(f"node could not compile the browser's Python:\n{told.stderr[-600:]}")


def _lock(pyodide: Path, folders: Iterable[Path], made: Path) -> None:
    """The list of packages that Pyodide reads; names that stand for nothing of their own share an empty file."""
    nothing = made.parent / "parts/nothing"
    _as_one_package(nothing)
    for folder in (nothing, *folders):
        _zip(folder, made / f"{folder.name}-1-py3-none-any.whl", LEFT_OUT.get(folder.name, ()))
    packages = {name: _package(name, made) for name in STARTS_WITH}
    info = json.loads((pyodide / "pyodide-lock.json").read_text())["info"]
    (made / "pyodide-lock.json").write_text(json.dumps({"info": info, "packages": packages}, indent=1))


def _package(name: str, made: Path) -> dict[str, object]:
    own = made / f"{name.replace('-', '_')}-1-py3-none-any.whl"
    file = own if own.exists() else made / "nothing-1-py3-none-any.whl"
    told = {
        "name": name,
        "version": "1",
        "file_name": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }
    return {
        **told,
        "install_dir": "site",
        "package_type": "package",
        "imports": [],
        "depends": [],
        "unvendored_tests": False,
    }


def _describe(made: Path) -> None:
    """What an exercise page has to know: the package's file, all it will fetch, and how many bytes that is."""
    files = ("worker.js", *PYODIDE, "python_stdlib.zip", "pyodide-lock.json", "kata_siapa-1-py3-none-any.whl")
    size = sum((made / name).stat().st_size for name in files)
    told = {"helpers": files[-1], "files": ["runtime.json", *files], "bytes": size}
    (made / "runtime.json").write_text(json.dumps(told))


def _unzip(archives: Iterable[Path], into: Path) -> None:
    for archive in archives:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(into)


def _zip(folder: Path, archive: Path, left_out: tuple[str, ...] = ()) -> None:
    """Pack a folder so that the same files give the same bytes."""
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in names:
            if not any(f"/{part.lstrip('/')}" in f"/{name}" for part in left_out):
                packed.writestr(
                    zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), (folder / name).read_bytes(), zipfile.ZIP_DEFLATED, 9
                )


def _digest(folder: Path) -> str:
    every = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        every.update(f"{file.name}:{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return every.hexdigest()[:12]
