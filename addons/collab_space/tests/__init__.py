from . import test_collab_access
from . import test_collab_http
from . import test_collab_member
from . import test_collab_space
from . import test_collab_topic
