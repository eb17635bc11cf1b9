USER_GROUP = "collab_space.group_collab_user"
REP_GROUP = "collab_space.group_collab_rep"
MANAGER_GROUP = "collab_space.group_collab_manager"

READER = "reader"
AUTHOR = "author"
MANAGER = "manager"

# Who speaks for whom: users of the company, and everybody else.
SELLER = "seller"
BUYER = "buyer"
SIDES = [(SELLER, "Seller"), (BUYER, "Buyer")]
OTHER_SIDE = {SELLER: BUYER, BUYER: SELLER}

# Spaces in which something can still be said or agreed.
RUNNING = ("open", "agreed")

# Messages, terms and hits on one page.
MESSAGE_PAGE = 30
TERM_PAGE = 50
HIT_PAGE = 30

# Kinds of files that run by themselves when they are opened; a setting replaces the list.
REFUSED_TYPES = (
    "bat cmd com cpl dll exe hta htm html jar js jse lnk msi ps1 reg scr sh svg vb vbe vbs wsf xhtml xml"
)
QUOTA_MB = 500
