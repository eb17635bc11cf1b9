from . import own_url
from . import placeholders
