"""A payment is recorded once and decided about once, however many ask for it at the same moment (P22)."""

import pytest
from support.crowd import all_at_once, crowd
from support.http import Rpc, RpcError

CROWD = 6
TABS = 3
PROOF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def invoice(shop, carla, clerk):
    """An open invoice of the customer."""
    _template, product = shop.create_product("Rivet", 2, stock=10, free_sale=True)
    carla.add(product, 10)
    _page, order = carla.validate()
    (picking,) = clerk.confirm(order)
    clerk.deliver(picking)
    return clerk.invoice(order)


def payments_of(shop, invoice):
    fields = ["state", "payment_ids", "activity_ids"]
    return shop.admin.search_read("eservices.payment", [("invoice_ids", "in", [invoice])], fields)


def test_form_sent_by_a_crowd_records_one_payment(server, neighbour, shop, carla, clerk, invoice):
    form = carla.page(f"/eservices/invoices/{invoice}").form("/eservices/payments/record")
    form = [(name, value) for name, value in form if name != "proof"]

    def transmit(person, _number):
        return person.post("/eservices/payments/record", data=form, files={"proof": ("p.pdf", PROOF)})

    answers = crowd(carla, (server, neighbour), CROWD, transmit)

    assert [(answer.status_code, answer.url.partition("/eservices")[2]) for answer in answers] == [
        (200, f"/invoices/{invoice}")
    ] * CROWD
    (payment,) = payments_of(shop, invoice)
    assert payment["state"] == "submitted" and len(payment["activity_ids"]) == 1
    assert carla.get(f"/eservices/payments/{payment['id']}/proof").content == PROOF


def test_tabs_that_pay_at_once_share_what_is_open(server, neighbour, shop, carla, clerk, invoice):
    """Each tab has a form of its own, with the whole open amount: only one of them can be right."""
    pages = [carla.page(f"/eservices/invoices/{invoice}") for _tab in range(TABS)]
    forms = [
        [(name, value) for name, value in page.form("/eservices/payments/record") if name != "proof"]
        for page in pages
    ]
    assert len({dict(form)["key"] for form in forms}) == TABS

    def transmit(person, number):
        return person.post(
            "/eservices/payments/record", data=forms[number], files={"proof": ("p.pdf", PROOF)}
        )

    answers = crowd(carla, (server, neighbour), TABS, transmit)

    assert sorted(answer.status_code for answer in answers) == [200] + [422] * (TABS - 1)
    assert all("more than what is open" in answer.text for answer in answers if answer.status_code == 422)
    (payment,) = payments_of(shop, invoice)
    assert payment["state"] == "submitted"


def test_two_clerks_process_a_payment_once(server, neighbour, shop, carla, clerk, invoice):
    carla.record_payment(invoice)
    payment = clerk.find_payment(invoice)
    clerks = [Rpc(each, "clerk") for each in (server, neighbour)]

    def process(rpc):
        try:
            return rpc.call("eservices.payment", "action_process", [payment])
        except RpcError as error:
            return str(error)

    answers = all_at_once([lambda rpc=rpc: process(rpc) for rpc in clerks])

    assert sorted(answers, key=str) == ["This payment does not wait for a decision.", True]
    (record,) = payments_of(shop, invoice)
    assert record["state"] == "processed" and len(record["payment_ids"]) == 1
    assert clerk.read("account.move", invoice, "amount_residual")["amount_residual"] == 0
