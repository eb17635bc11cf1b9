"""Limits that the platform states in its messages."""

# A proof of payment: what a bank's PDF or a telephone's picture needs, and no more (P22).
PROOF_MAX_BYTES = 10_000_000
PROOF_MIMETYPES = ("application/pdf", "image/png", "image/jpeg", "image/webp")

# Above this a quantity is a slip of the finger (P18).
MAX_QUANTITY = 999_999

# Products on a page of the catalogue, documents on a page of a list.
CATALOGUE_PAGE = 24
LIST_PAGE = 20

# Longest search text that is looked at; what is longer is cut.
MAX_SEARCH = 100
