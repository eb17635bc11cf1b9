from . import test_directory_members
