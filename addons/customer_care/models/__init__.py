from . import care_queue
from . import care_topic
from . import care_url
from . import res_groups
from . import res_users
