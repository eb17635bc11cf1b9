USER_GROUP = "collab_space.group_collab_user"
REP_GROUP = "collab_space.group_collab_rep"
MANAGER_GROUP = "collab_space.group_collab_manager"

READER = "reader"
AUTHOR = "author"
MANAGER = "manager"
