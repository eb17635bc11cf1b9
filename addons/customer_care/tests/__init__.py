from . import test_care_access
from . import test_care_queue
from . import test_care_topic
from . import test_care_url
from . import test_own_url
from . import test_placeholders
