"""The crowd of `bin/bench console`: how many there are, and what they are called."""

COMPANIES = 200_000
CONTACTS = 800_000
ORDERS = 200_000
# Orders are spread over so many contacts: the others never bought.
BUYERS = 20_000
PRODUCTS = 60
AGENT = "agent"

FIRST = (
    "Elena Luc Anna Nora Paul Marie Camille Jonas Ines Jon Sofia Thomas Karim Sophie Ada Carl Rita Max"
).split()
HEADS = (
    "Mar Du Leh Ros Ber Kle Sch Bru Ca Del Fer Gar Hol Jen Kov Lam Mey Nov Oli Pet Ric Sal Tor Vog Wag"
).split()
TAILS = (
    "chetti bois mann si ger in weiss ner sel ler ra cia ström sen ac bert er ak veira ersen ci as res el ner"
).split()
