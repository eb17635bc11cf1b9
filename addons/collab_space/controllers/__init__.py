from . import base
from . import export
from . import files
from . import spaces
from . import staff
from . import tasks
from . import terms
from . import topics
