"""The source tree, as the policy tests read it."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDONS = sorted(path.parent for path in ROOT.glob("addons/*/__manifest__.py"))


def manifest(addon):
    """Read the manifest of an add-on's folder."""
    return ast.literal_eval((addon / "__manifest__.py").read_text(encoding="utf-8"))


def tracked_files():
    """Return the files that the repository holds, or will hold with the next commit."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]
