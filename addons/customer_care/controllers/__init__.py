from . import acting
from . import conversation
from . import message
from . import proposal
from . import visit
