from . import collab_directory_add
from . import collab_directory_line
