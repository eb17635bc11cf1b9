"""Real Odoo processes for the journeys, started as bin/serve starts one."""

import ctypes
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

from .http import Sessions

ROOT = Path(__file__).resolve().parents[2]
PR_SET_PDEATHSIG = 1
# Below those that Linux hands out by itself, so that one which was free a moment ago still is.
PORTS = (20_000, 32_000)


class OdooServer:
    """One Odoo process on one database.

    :param str database: an existing database
    :param Path log: where the process writes its log
    :param options: further options of Odoo's command line
    """

    def __init__(self, database, log, *options):
        self.database = database
        self.log = log
        self.options = options
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.sessions = Sessions(self.url, database)
        self.process = None

    def start(self):
        """Start the process and wait until it answers.

        :raise RuntimeError: if it ends, or is silent for two minutes
        """
        command = [sys.executable, str(ROOT / "bin/lib/odoo-bin"), "-d", self.database]
        command += ["--http-port", str(self.port), *self.options]
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=die_with_parent,
            )
        deadline = time.monotonic() + 120
        while not self.is_healthy():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"Odoo did not come up:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.2)
        return self

    def is_healthy(self):
        """Tell whether the process answers."""
        try:
            return requests.get(f"{self.url}/web/health", timeout=5).ok
        except requests.RequestException:
            return False

    def stop(self):
        """End the process, gently first; what it still had to do is of no use to anybody."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=2)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def listens(port):
    """Tell whether somebody listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def copy_database(source, target):
    """Copy a database that nobody is connected to, and its files."""
    subprocess.run(["createdb", f"--template={source}", target], check=True)
    filestore = Path(os.environ["ODOO_DATA_DIR"]) / "filestore"
    if (filestore / source).is_dir():
        shutil.copytree(filestore / source, filestore / target, dirs_exist_ok=True)


def drop_database(name):
    """Drop a database, and its files."""
    subprocess.run(["dropdb", "--if-exists", "--force", name], check=True)
    shutil.rmtree(Path(os.environ["ODOO_DATA_DIR"]) / "filestore" / name, ignore_errors=True)


def free_port():
    """Return a port on which nobody listens, and that the system gives to no connection of somebody else."""
    while True:
        port = random.randrange(*PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def die_with_parent():
    """Leave no process behind, even where the test run is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
