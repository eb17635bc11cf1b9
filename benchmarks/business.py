"""A company's catalogue, invented: the same seed gives the same business. Knows nothing of Odoo."""

import random
from dataclasses import dataclass

SEED = 19

NOUNS = (
    "Bolt Screw Nut Washer Rivet Anchor Bracket Hinge Latch Clamp Spring Bearing Bushing Coupling Pulley "
    "Gear Chain Belt Gasket Valve Fitting Elbow Nozzle Hose Pipe Filter Pump Motor Switch Relay Fuse Cable "
    "Connector Terminal Sensor Lamp Drill Tap Reamer File Saw Blade Chisel Hammer Wrench Pliers Gauge "
    "Caliper Level Glove Goggle Helmet"
).split()
KINDS = "Hexagon Countersunk Slotted Flanged Threaded Welded Ribbed Tapered Hollow Double Short Long".split()
MATERIALS = "Steel Stainless Brass Zinc Nylon Titanium Bronze Rubber Aluminium Copper".split()
TAGS = (
    "Metric Imperial Indoor Outdoor Food-safe Heat-proof Recycled Spare-part New Clearance Bulk Certified "
    "Acid-proof Lead-free Silent Heavy-duty Waterproof Antistatic Seasonal Bestseller"
).split()
BRANCHES = (8, 5, 4)
SIZES = ("S", "M", "L", "XL")

# Who has a reference of his own for a product that is not in free sale.
BUYER, RIVAL = "buyer", "rival"


@dataclass(slots=True)
class Product:
    """One product as both databases get it.

    :param int leaf: number of its sub-family, from 0
    :param tags: numbers of its tags
    :param bool free: in free sale; otherwise only for customers with a reference
    :param str owner: whose reference it is, or empty
    :param int rank: its place when all products are sorted by our reference
    """

    number: int
    name: str
    code: str
    barcode: str
    price: float
    leaf: int
    tags: tuple
    free: bool
    owner: str
    own_code: str
    stock: int
    rank: int = 0

    @property
    def is_for_buyer(self):
        """May the customer who measures order it?"""
        return self.free or self.owner == BUYER


def make_products(count, seed=SEED):
    """Invent a catalogue: half of it in free sale, half with customer references, a tenth of these a rival's.

    :return: list of :class:`Product`
    """
    products = [_make_product(seed, number) for number in range(count)]
    by_code = sorted(products, key=lambda product: product.code)
    for rank, product in enumerate(by_code):
        product.rank = rank
    return products


def _make_product(seed, number):
    # Each product from a seed of its own: a larger business begins with the products of a smaller one.
    draw = random.Random(f"{seed}/{number}")
    noun = draw.choice(NOUNS)
    size = (
        f"{draw.choice((3, 4, 5, 6, 8, 10, 12, 16, 20))} × {draw.choice((10, 16, 20, 30, 40, 60, 80, 120))}"
    )
    free = draw.random() < 0.5
    owner = "" if free else RIVAL if draw.random() < 0.1 else BUYER
    return Product(
        number=number,
        name=f"{noun} {draw.choice(KINDS).lower()} {draw.choice(MATERIALS).lower()} {size} No. {number}",
        code=f"{noun[:2].upper()}-{number:06d}",
        barcode=f"2{number:012d}",
        price=round(draw.uniform(0.5, 400.0), 2),
        leaf=draw.randrange(leaves()),
        tags=tuple(sorted(draw.sample(range(len(TAGS)), draw.randrange(4)))),
        free=free,
        owner=owner,
        own_code=f"{draw.randrange(10, 99)}.{number:06d}" if owner else "",
        stock=draw.choice((0, 3, 40, 250, 900)),
    )


def leaves():
    """How many sub-families there are."""
    count = 1
    for children in BRANCHES:
        count *= children
    return count


def make_families():
    """The classification in three levels: list of ``(path, name)``, parents first; a path is numbers."""
    families = []

    def branch(path):
        for child in range(BRANCHES[len(path)]):
            family = (*path, child)
            families.append((family, "Range " + ".".join(str(number + 1) for number in family)))
            if len(family) < len(BRANCHES):
                branch(family)

    branch(())
    return families


def make_searches(products, seed=SEED):
    """What the customer types: a word, two words, our reference, the beginning of one, a barcode."""
    draw = random.Random(seed)
    own = [product for product in products if product.is_for_buyer]
    searches = [draw.choice(NOUNS).lower() for _ in range(6)]
    searches += [f"{draw.choice(KINDS)} {draw.choice(MATERIALS)}".lower() for _ in range(6)]
    searches += [draw.choice(own).code for _ in range(4)]
    searches += [draw.choice(own).code[:6] for _ in range(2)]
    searches += [draw.choice(own).barcode for _ in range(2)]
    return searches
