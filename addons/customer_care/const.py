CSR_GROUP = "customer_care.group_care_csr"
SUPERVISOR_GROUP = "customer_care.group_care_supervisor"

# Sub-channel of the bus on which customers' movements are told to those who watch them (L7).
MONITOR = "CARE_MONITOR"
MONITOR_CHANNEL = "care.monitor"
# Customers whom the monitoring shows at most, the most pressing ones.
MONITOR_ROWS = 500

# A conversation in one of these states is going on; one of those in HELD takes a place of its representative.
RUNNING = ("invited", "waiting", "active")
HELD = ("invited", "active", "wrapup")

# Seconds. A browser that is open tells of itself each minute; a page that is reloaded is gone for a moment.
GONE_AFTER_CLOSE = 75
GONE_AFTER_SILENCE = 135
TRANSFER_TIMEOUT = 60
INVITATION_TIMEOUT = 300
# A page of the platform tells of itself in this rhythm; without two in a row the customer is not there.
VISIT_BEAT = 180
VISIT_GONE = 2 * VISIT_BEAT + 60
# A page that is left is followed by the next one within so long, which hears what was told in between.
VISIT_BETWEEN = 10
# Without a new page for this long he is idle; who comes back later than that comes anew.
VISIT_IDLE = 180
VISIT_ANEW = 1800
# For so long after the end the customer may still say how it was.
RATING_PERIOD = 86400

# An expected wait is told only when so many conversations of the queue say how long one takes.
WAIT_SAMPLES = 5
WAIT_WINDOW = 20

# Messages of a conversation that are handed over at once.
MESSAGES = 200

# The console (A rows): characters of a simple search, rows of its answers, of a history, of a list beside it.
SEARCH_LEAST = 3
SEARCH_ROWS = 20
# Among so many of the newest customers a word is looked for before all of them are.
SEARCH_NEWEST = 500
HISTORY_ROWS = 20
LIST_ROWS = 8
# What fits in one field of a request.
CONTACT_TEXT = 500
# For so many minutes an agent has the customer's view before he asks for it again.
VIEW_MINUTES = 30
# A proposal that was declined can be taken back for so long: the page offers it for ten seconds.
UNDO_SECONDS = 60
