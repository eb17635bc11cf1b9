from . import acting
from . import conversation
from . import message
from . import visit
