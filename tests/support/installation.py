"""Odoo modules that are installed beside what is going on, in a database of their own."""

import os
import subprocess
import sys

from support.server import ROOT, copy_database, die_with_parent, drop_database


class Installation:
    """A copy of a database into which modules are installed, by a process that lets others go first.

    :param str source: a database that nobody is connected to
    :param str name: of the copy
    :param str modules: their names, separated by commas
    :param Path log: where Odoo writes its log
    """

    def __init__(self, source, name, modules, log):
        self.name, self.log = name, log
        drop_database(name)
        copy_database(source, name)
        command = [sys.executable, str(ROOT / "bin/lib/odoo-bin"), "-d", name, "--init", modules]
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [*command, "--stop-after-init", "--no-http"],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=_stand_back,
            )

    def wait(self):
        """Wait until everything is installed; returns the name of the database.

        :raise AssertionError: if Odoo complained
        """
        assert self.process.wait() == 0 and b" ERROR " not in self.log.read_bytes(), self.log
        return self.name

    def drop(self):
        """Leave nothing of it."""
        self.process.kill()
        self.process.wait()
        drop_database(self.name)


def _stand_back():
    die_with_parent()
    os.nice(10)
