"""JupyterLite: the exercises' notebooks with a kernel that runs in the browser, from this site alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import npm
from runtime import STARTS_WITH

HERE = Path(__file__).parent
ROOT = HERE.parent
EXTENSIONS = ("@jupyterlite/pyodide-kernel-extension", "@jupyter-widgets/jupyterlab-manager")


def put_notebooks(lite: Path, runtime: str) -> None:
    """Write the notebook interface and the exercises below a folder of the site, beside what is there.

    Args:
        lite: the folder.
        runtime: the runtime's folder below it, such as runtime/0a1b2c3d4e5f.
    """
    # A second build in the same place would silently keep old settings: each one starts anew.
    work = ROOT / "_build" / "notebooks"
    shutil.rmtree(work, ignore_errors=True)
    (work / "files").mkdir(parents=True)
    for notebook in sorted((ROOT / "exercises").glob("*.ipynb")):
        shutil.copy(notebook, work / "files")
    shutil.copy(HERE / "overrides.json", work)
    (work / "jupyter-lite.json").write_text(json.dumps(_settings(runtime), indent=1))
    _build(work)
    shutil.copytree(work / "site", lite, dirs_exist_ok=True)
    _load_early(lite, runtime)


def _load_early(lite: Path, runtime: str) -> None:
    """Let the page fetch the kernel's files while it builds its menus; the kernel itself would ask for them last."""
    page = lite / "notebooks/index.html"
    links = "".join(
        f'<link rel="prefetch" href="../{runtime}/{file.name}">'
        for file in sorted((lite / runtime).iterdir())
        if file.suffix in (".mjs", ".wasm", ".whl", ".zip")
    )
    page.write_text(page.read_text("utf-8").replace("<head>", f"<head>{links}", 1), "utf-8")


def _settings(runtime: str) -> dict[str, Any]:
    settings: dict[str, Any] = json.loads((HERE / "jupyter-lite.json").read_text())
    kernel = settings["jupyter-config-data"]["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    kernel["pyodideUrl"] = f"./{runtime}/pyodide.mjs"
    # Named here, packages come side by side from the site; otherwise the kernel would ask an installer.
    kernel["loadPyodideOptions"]["packages"] = list(STARTS_WITH)
    return settings


def _build(work: Path) -> None:
    labextensions = Path(sys.prefix) / "share/jupyter/labextensions"
    (work / "jupyter_lite_config.json").write_text(
        json.dumps(
            {
                "LiteBuildConfig": {
                    "apps": ["notebooks"],
                    "contents": ["files"],
                    "output_dir": "site",
                    "no_sourcemaps": True,
                    "ignore_sys_prefix": ["federated_extensions"],
                    "source_date_epoch": int(os.environ.get("SOURCE_DATE_EPOCH", time.time())),
                    "federated_extensions": [str(labextensions / name) for name in EXTENSIONS],
                }
            }
        )
    )
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", ".", "--no-unused-shared-packages"]
    # A person's own settings have no say in the site, and there may be no home folder to look for them.
    settings = {**os.environ, "JUPYTER_CONFIG_DIR": str(work / "config")}
    told = subprocess.run(command, cwd=work, env=settings, capture_output=True, text=True)
    if told.returncode:
        reason = next(iter(told.stderr.strip().splitlines()[-1:]), "it said nothing")
        raise npm.MissingError(f"jupyterlite could not be built; install it with: pip install '.[lite]' ({reason})")
