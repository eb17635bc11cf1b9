"""What was delivered is given back once, however many ask for it at the same moment (B18)."""

import pytest
from support.crowd import all_at_once, crowd
from support.http import Rpc, RpcError

TABS = 3
# An empty file field is sent too: with it the form is multipart, as a browser makes it.
NO_FILE = [("files", ("", b""))]
PICTURES = [("files", (f"{number}.pdf", b"%PDF-1.4 picture")) for number in range(3)]


@pytest.fixture
def picking(shop, carla, clerk):
    """A delivery of ten rivets that reached the customer."""
    _template, product = shop.create_product("Rivet", 2, stock=10, free_sale=True)
    carla.add(product, 10)
    _page, order = carla.validate()
    (picking,) = clerk.confirm(order)
    clerk.deliver(picking)
    return picking


def read_form(carla, clerk, picking):
    """The form of the delivery with its line ticked: all of it, as the form proposes."""
    (move,) = clerk.read("stock.picking", picking, "move_ids")["move_ids"]
    path = f"/eservices/deliveries/{picking}/return"
    form = dict(carla.page(path).form(f"{path}/send"))
    assert form[f"quantity_{move}"] == "10"
    return {**form, "line": move, f"reason_{move}": "damaged"}


def send(person, picking, form, files=NO_FILE):
    return person.post(f"/eservices/deliveries/{picking}/return/send", data=form, files=files)


def returns_of(shop, picking):
    return shop.admin.search_read("eservices.return", [("picking_id", "=", picking)], ["transfer_ids"])


def test_tabs_that_ask_at_once_share_what_was_delivered(server, neighbour, shop, carla, clerk, picking):
    forms = [read_form(carla, clerk, picking) for _tab in range(TABS)]
    assert len({form["key"] for form in forms}) == TABS

    answers = crowd(
        carla, (server, neighbour), TABS, lambda person, number: send(person, picking, forms[number])
    )

    assert sorted(answer.status_code for answer in answers) == [200] + [422] * (TABS - 1)
    assert len(returns_of(shop, picking)) == 1


def test_tabs_that_ask_for_parts_all_get_them_with_their_files(
    server, neighbour, shop, carla, clerk, picking
):
    """All but one of them meet another, and Odoo runs them again: with nothing lost."""
    (move,) = clerk.read("stock.picking", picking, "move_ids")["move_ids"]
    forms = [{**read_form(carla, clerk, picking), f"quantity_{move}": "3"} for _tab in range(TABS)]

    answers = crowd(
        carla,
        (server, neighbour),
        TABS,
        lambda person, number: send(person, picking, forms[number], PICTURES),
    )

    assert [answer.status_code for answer in answers] == [200] * TABS
    made = [one["id"] for one in returns_of(shop, picking)]
    assert len(made) == TABS
    files = shop.admin.search_read(
        "ir.attachment", [("res_model", "=", "eservices.return"), ("res_id", "in", made)], ["file_size"]
    )
    assert [file["file_size"] for file in files] == [len(PICTURES[0][1][1])] * TABS * len(PICTURES)


def test_a_form_sent_by_a_crowd_asks_once(server, neighbour, shop, carla, clerk, picking):
    form = read_form(carla, clerk, picking)

    answers = crowd(carla, (server, neighbour), TABS, lambda person, _number: send(person, picking, form))

    (made,) = returns_of(shop, picking)
    assert [answer.url.partition("/eservices")[2] for answer in answers] == [f"/returns/{made['id']}"] * TABS


def test_two_clerks_accept_a_return_once(server, neighbour, shop, carla, clerk, picking):
    send(carla, picking, read_form(carla, clerk, picking))
    (made,) = returns_of(shop, picking)

    def accept(rpc):
        try:
            return rpc.call("eservices.return", "action_accept", [made["id"]])
        except RpcError as error:
            return str(error)

    clerks = [Rpc(each, "clerk") for each in (server, neighbour)]
    answers = all_at_once([lambda rpc=rpc: accept(rpc) for rpc in clerks])

    assert sum(answer is True for answer in answers) == 1, answers
    assert any("does not wait for a decision" in str(answer) for answer in answers), answers
    assert len(returns_of(shop, picking)[0]["transfer_ids"]) == 1
