from . import collab_invite
from . import collab_proposal
