"""Limits that the platform states in its messages."""

# A proof of payment: what a bank's PDF or a telephone's picture needs, and no more (P22).
PROOF_MAX_BYTES = 10_000_000
PROOF_MIMETYPES = ("application/pdf", "image/png", "image/jpeg", "image/webp")

# Above this a quantity is a slip of the finger (P18).
MAX_QUANTITY = 999_999

# How many years ahead a customer may ask for his goods (B6).
MAX_REQUEST_YEARS = 5

# What a customer may note on one line of his cart: it is printed with the line's description (P18).
LINE_NOTE_MAX = 200

# Products on a page of the catalogue, documents on a page of a list.
CATALOGUE_PAGE = 24
LIST_PAGE = 20

# Most documents that a workbook holds.
EXPORT_ROWS = 5_000

# Where one price range of the catalogue ends and the next begins, in the currency of the company (P6).
PRICE_LIMITS = (10, 50, 200, 1000)

# Longest search text that is looked at; what is longer is cut.
MAX_SEARCH = 100

# What a customer may send with an answer (P23).
MESSAGE_MAX_TEXT = 5000
MESSAGE_FILES = 5
MESSAGE_FILE_BYTES = 10_000_000
MESSAGE_MIMETYPES = (
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/webp",
    "text/plain",
    "text/csv",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)

# Rows of one quick order, and what a file of them weighs at most (B1).
QUICK_ORDER_ROWS = 500
QUICK_ORDER_FILE_BYTES = 2_000_000

# Lines of a past order or a list that are put in the cart at once (B2).
REFILL_LINES = 1_000

# A customer's lists: how many, how many products on each, how many of them on a page (B2).
LISTS_MAX = 200
LIST_LINES = 500
LIST_LINES_PAGE = 50
LIST_NAME_MAX = 80
