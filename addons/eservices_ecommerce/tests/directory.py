"""A real directory server for the tests: without root, on a free port, gone with the test."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import ldap
import ldap.modlist

SUFFIX = "dc=tooltech,dc=example"
ROOT_DN, ROOT_PASSWORD = f"cn=admin,{SUFFIX}", "secret"

CONFIGURATION = """
{schemas}
pidfile {folder}/slapd.pid
argsfile {folder}/slapd.args
modulepath {modules}
moduleload back_mdb
database mdb
suffix "{suffix}"
rootdn "{root}"
rootpw {password}
directory {folder}/data
maxsize 10485760
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{root}" write by * read
"""


class Directory:
    """Debian's slapd with an empty tree of people and groups."""

    def __init__(self):
        self.home = Path(os.environ.get("SLAPD_HOME", "/"))
        self.program = shutil.which("slapd", path=f"{self.home}/usr/sbin:/usr/sbin:{os.environ['PATH']}")
        assert self.program, "slapd is missing: bin/test fetches it"
        self.folder = Path(tempfile.mkdtemp(prefix="slapd-"))
        self.port = self._free_port()
        self.process = None

    def start(self):
        """Start the server, and wait until it answers."""
        (self.folder / "data").mkdir(exist_ok=True)
        configuration = self.folder / "slapd.conf"
        base = Path(self.program).parents[2]
        schemas = base / "etc/ldap/schema"
        configuration.write_text(
            CONFIGURATION.format(
                schemas="\n".join(
                    f"include {schemas}/{name}.schema" for name in ("core", "cosine", "inetorgperson")
                ),
                folder=self.folder,
                modules=base / "usr/lib/ldap",
                suffix=SUFFIX,
                root=ROOT_DN,
                password=ROOT_PASSWORD,
            ),
            encoding="utf-8",
        )
        libraries = ":".join(str(path.parent) for path in base.glob("usr/lib/*/libslapi-*.so.*"))
        self.process = subprocess.Popen(
            [self.program, "-f", configuration, "-h", f"ldap://127.0.0.1:{self.port}", "-d", "0"],
            env={**os.environ, "LD_LIBRARY_PATH": libraries},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()
        return self

    def _wait(self):
        deadline = time.monotonic() + 20
        while True:
            try:
                connection = self._connect()
                return connection.unbind_s()
            except ldap.SERVER_DOWN:
                assert self.process.poll() is None and time.monotonic() < deadline, "slapd did not come up"
                time.sleep(0.05)

    def stop(self):
        """Stop the server; what it holds stays until it is dropped."""
        self.process.terminate()
        self.process.wait()

    def drop(self):
        """Stop the server and remove its files."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, dn, **attributes):
        """Add an entry; values are texts or lists of texts."""
        values = {
            name: [value.encode() for value in ([values] if isinstance(values, str) else values)]
            for name, values in attributes.items()
        }
        connection = self._connect()
        connection.add_s(dn, ldap.modlist.addModlist(values))
        connection.unbind_s()
        return dn

    def add_person(self, uid, name):
        """Add somebody who can log in; the password is the login."""
        return self.add(
            f"uid={uid},ou=people,{SUFFIX}",
            objectClass="inetOrgPerson",
            cn=name,
            sn=name.split()[-1],
            mail=f"{uid}@tooltech.example",
            userPassword=uid,
        )

    def set_members(self, dn, *members):
        """Let a group have these members."""
        connection = self._connect()
        connection.modify_s(dn, [(ldap.MOD_REPLACE, "member", [member.encode() for member in members])])
        connection.unbind_s()

    def has(self, dn):
        """Whether there is such an entry."""
        connection = self._connect()
        try:
            return bool(connection.search_s(dn, ldap.SCOPE_BASE))
        except ldap.NO_SUCH_OBJECT:
            return False
        finally:
            connection.unbind_s()

    def remove(self, dn):
        """Remove an entry."""
        connection = self._connect()
        connection.delete_s(dn)
        connection.unbind_s()

    def _connect(self):
        connection = ldap.initialize(f"ldap://127.0.0.1:{self.port}")
        connection.simple_bind_s(ROOT_DN, ROOT_PASSWORD)
        return connection

    def _free_port(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]
