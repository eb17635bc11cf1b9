"""The two sample stores of the demo data: two channels of one company, neither shows the other's products."""

import pytest

STORES = [
    ("buyer", "ToolTech", "TT-4907", "FF-3310", "DIN 912"),
    ("shopper", "FashionFlow", "FF-3310", "TT-4907", "Linen scarf"),
]

CARE = [
    ("buyer", "A technical question", "Size and fit"),
    ("shopper", "Size and fit", "A technical question"),
]


@pytest.mark.parametrize(("login", "store", "own", "foreign", "words"), STORES)
def test_store_shows_its_own_products_only(customer, login, store, own, foreign, words):
    person = customer(login)

    found = person.search(own)
    missing = person.search(foreign)

    assert words in found.row(own)
    assert "Nothing matches" in missing.text
    assert store in person.get("/eservices").text


@pytest.mark.parametrize(("login", "store", "own", "foreign", "words"), STORES)
def test_store_refuses_a_reference_of_the_other(customer, login, store, own, foreign, words):
    answer = customer(login).jsonrpc("/eservices/cart/code", reference=foreign, quantity=1)

    assert not answer["ok"]


def test_consumers_pay_the_promotion(customer):
    row = customer("shopper").search("FF-1312").row("Merino jumper")

    assert "68.00 €" in row, "85.00 € less 20 % on knitwear"


def test_welcome_code_is_for_consumers_only(customer):
    shopper, buyer = customer("shopper"), customer("buyer")

    taken = shopper.jsonrpc("/eservices/cart/voucher", code="WELCOME10")
    refused = buyer.jsonrpc("/eservices/cart/voucher", code="WELCOME10")

    assert taken["ok"] and not refused["ok"]
    assert "22.20 €" in shopper.page("/eservices/cart").text, "10 % of 222.00 €"


@pytest.mark.parametrize(("login", "own", "foreign"), CARE)
def test_each_store_has_live_care_about_its_own_subjects(customer, login, own, foreign):
    person = customer(login)

    care = person.jsonrpc("/eservices/care/state")["care"]

    names = [subject["name"] for subject in care["subjects"]]
    assert own in names and foreign not in names
    assert "Talk to us" in person.get("/eservices").text


def test_companies_negotiate_in_spaces_and_consumers_have_none(customer):
    space = "Frame contract with ACME Industries"

    assert space in customer("buyer").page("/eservices/spaces").text
    assert space not in customer("shopper").get("/eservices/spaces").text
