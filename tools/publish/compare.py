"""Whether two builds are the same, file by file."""

from pathlib import Path

IGNORED = {".buildinfo", ".doctrees"}


def differences(first: Path, second: Path) -> list[str]:
    """Paths that only one folder has, or whose bytes differ."""
    one, two = _files(first), _files(second)
    lonely = sorted(set(one) ^ set(two))
    return lonely + [path for path in sorted(set(one) & set(two)) if one[path].read_bytes() != two[path].read_bytes()]


def _files(folder: Path) -> dict[str, Path]:
    files = (file for file in folder.rglob("*") if file.is_file())
    paths = {file.relative_to(folder).as_posix(): file for file in files}
    return {path: file for path, file in paths.items() if not IGNORED.intersection(path.split("/"))}
