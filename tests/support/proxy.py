"""Debian's nginx in front of an Odoo with workers, set up as `config/nginx.conf` says."""

import os
import shutil
import string
import subprocess
import time
from pathlib import Path

from support.server import ROOT, free_port, listens

FRAME = string.Template("""\
daemon off;
pid $folder/pid;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path $folder/body;
    proxy_temp_path $folder/proxy;
    fastcgi_temp_path $folder/fastcgi;
    uwsgi_temp_path $folder/uwsgi;
    scgi_temp_path $folder/scgi;
    include $folder/site;
}
""")


class Proxy:
    """One nginx.

    :param Path folder: empty, for its own files
    :param int http_port: of the workers
    :param int gevent_port: of the websocket
    """

    def __init__(self, folder, http_port, gevent_port):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.gevent_port = gevent_port
        site = string.Template((ROOT / "config/nginx.conf").read_text(encoding="utf-8"))
        ports = {"http_port": http_port, "gevent_port": gevent_port, "listen_port": self.port}
        (folder / "site").write_text(site.substitute(ports), encoding="utf-8")
        (folder / "nginx").write_text(FRAME.substitute(folder=folder), encoding="utf-8")
        self.process = None

    def start(self):
        """Start it, and wait until it and the websocket listen, which comes up after the workers.

        :raise RuntimeError: if it does not come up
        """
        own = Path(os.environ.get("NGINX_HOME", "/")) / "usr/sbin/nginx"
        program = str(own) if own.exists() else shutil.which("nginx", path="/usr/sbin:/usr/bin")
        # Unless told otherwise the workers give up root, and cannot read a folder of root's.
        options = ["-g", "user root;"] if os.geteuid() == 0 else []
        command = [
            program,
            "-e",
            "stderr",
            "-p",
            str(self.folder),
            "-c",
            str(self.folder / "nginx"),
            *options,
        ]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        while not all(map(listens, (self.port, self.gevent_port))):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"nginx did not come up:\n{(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.1)
        return self

    def stop(self):
        """End it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=15)
