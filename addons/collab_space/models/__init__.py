from . import collab_discussion
from . import collab_member
from . import collab_space
from . import collab_template
from . import collab_template_topic
from . import collab_topic
from . import mail_message
