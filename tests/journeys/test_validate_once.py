"""Validating a cart makes one order: for a crowd, on two processes, and when one of them dies (P19)."""

import re
import threading

import psycopg2
import pytest
from support.crowd import crowd, same_person_elsewhere
from support.shop import order_id
from support.waiting import wait_for

CROWD = 20
# Somewhere in PostgreSQL's space of advisory locks: the gate that a test closes.
GATE = 7_190_019

# What the killed process was doing: it holds the row of the cart, has taken a number, and has not committed.
CLOSED_GATE = f"""
CREATE FUNCTION journey_wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.is_eservices_cart AND NOT NEW.is_eservices_cart THEN
        PERFORM pg_advisory_xact_lock({GATE});
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER journey_gate AFTER UPDATE ON sale_order
FOR EACH ROW EXECUTE FUNCTION journey_wait_at_the_gate();
"""
OPEN_GATE = "DROP FUNCTION IF EXISTS journey_wait_at_the_gate() CASCADE"


@pytest.fixture
def product(shop):
    return shop.create_product("Rivet", 2, free_sale=True)[1]


def orders_of(shop):
    fields = ["name", "state", "is_eservices_cart", "order_line", "activity_ids"]
    return shop.admin.search_read("sale.order", [("partner_id", "=", shop.contact)], fields)


def assert_one_order(shop, answers):
    """All answers lead to the contact's only order, which has a number that no other order has."""
    (order,) = orders_of(shop)
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert {order_id(answer.url) for answer in answers} == {order["id"]}
    assert all(order["name"] in answer.text for answer in answers)
    assert re.fullmatch(r"S\d+", order["name"])
    assert (order["state"], order["is_eservices_cart"]) == ("draft", False)
    assert len(order["activity_ids"]) == 1, "staff are told once"
    assert shop.admin.call("sale.order", "search_count", [("name", "=", order["name"])]) == 1
    return order


@pytest.mark.parametrize("keys", ["the same key", "a key each"])
def test_crowd_on_two_processes_makes_one_order(server, neighbour, shop, carla, product, keys):
    carla.add(product, 5)
    form = dict(carla.validation())

    def validate(person, number):
        key = form["key"] if keys == "the same key" else f"{shop.tag}-{number}"
        return person.post("/eservices/cart/validate", data={**form, "key": key}, timeout=120)

    answers = crowd(carla, (server, neighbour), CROWD, validate)

    assert_one_order(shop, answers)
    assert "empty" in carla.page("/eservices/cart").text


def test_two_tabs_make_one_order(shop, carla, product):
    carla.add(product, 5)
    first, second = dict(carla.validation()), dict(carla.validation())
    assert first["key"] != second["key"]

    early = carla.post("/eservices/cart/validate", data=first)
    late = carla.post("/eservices/cart/validate", data=second)
    again = carla.post("/eservices/cart/validate", data=first)

    assert_one_order(shop, [early, late, again])


def test_old_tab_leaves_the_next_cart_alone(shop, carla, product):
    carla.add(product, 5)
    old = dict(carla.validation())
    first = order_id(carla.post("/eservices/cart/validate", data=old).url)
    carla.add(product, 7)

    answer = carla.post("/eservices/cart/validate", data=old)

    assert order_id(answer.url) == first
    assert [order["is_eservices_cart"] for order in orders_of(shop) if order["id"] != first] == [True]


def test_first_product_added_many_times_at_once_opens_one_cart(server, neighbour, shop, carla, product):
    def add(person, _number):
        return person.jsonrpc("/eservices/cart/add", product_id=product, quantity=1)

    answers = crowd(carla, (server, neighbour), CROWD, add)

    assert all(answer["ok"] for answer in answers), answers
    (cart,) = orders_of(shop)
    assert cart["is_eservices_cart"] and len(cart["order_line"]) == 1
    (line,) = shop.admin.call("sale.order.line", "read", cart["order_line"], ["product_uom_qty"])
    assert line["product_uom_qty"] == CROWD
    assert sorted(answer["in_cart"] for answer in answers) == [float(n) for n in range(1, CROWD + 1)]


def test_crowd_that_changes_an_open_cart_queues(server, neighbour, shop, carla, product):
    """Nobody is run again by Odoo, whose pauses between two tries would make the customer wait."""
    carla.add(product, 1)
    logs = [process.log for process in (server, neighbour)]
    tries = count_tries(logs)

    def add(person, _number):
        return person.jsonrpc("/eservices/cart/add", product_id=product, quantity=1)

    answers = crowd(carla, (server, neighbour), CROWD, add)

    assert sorted(answer["in_cart"] for answer in answers) == [float(n) for n in range(2, CROWD + 2)]
    assert count_tries(logs) == tries


def count_tries(logs):
    return sum(log.read_text(encoding="utf-8").count("tries left") for log in logs)


@pytest.fixture
def gate(journey_database):
    """Closed: who validates a cart waits there before his commit; `gate()` tells whose connections wait."""
    holder = psycopg2.connect(dbname=journey_database)
    holder.autocommit = True
    cursor = holder.cursor()
    cursor.execute(OPEN_GATE)
    cursor.execute(CLOSED_GATE)
    cursor.execute("SELECT pg_advisory_lock(%s)", [GATE])

    def waiting():
        cursor.execute(
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted", [GATE]
        )
        return [pid for (pid,) in cursor.fetchall()]

    def lift():
        pids = waiting()
        cursor.execute("SELECT pg_advisory_unlock(%s)", [GATE])
        wait_for(lambda: not alive(pids), "the connections of the killed process end")
        cursor.execute(OPEN_GATE)

    def alive(pids):
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = ANY(%s)", [pids])
        return cursor.fetchone()[0]

    waiting.lift = lift
    yield waiting
    cursor.execute("SELECT pg_advisory_unlock_all()")
    cursor.execute(OPEN_GATE)
    holder.close()


def test_process_killed_before_the_commit_leaves_the_cart_untouched(
    odoo_server, neighbour, shop, carla, product, gate
):
    carla.add(product, 5)
    form = dict(carla.validation())
    before = orders_of(shop)
    victim = odoo_server()
    person = same_person_elsewhere(carla, victim)
    errors = []

    def validate():
        try:
            person.post("/eservices/cart/validate", data=form)
        except OSError as error:
            errors.append(error)

    request = threading.Thread(target=validate)
    request.start()
    wait_for(gate, "the request holds the cart and waits")
    victim.process.kill()
    victim.process.wait()
    request.join()
    gate.lift()

    assert errors, "the customer's connection broke"
    assert orders_of(shop) == before
    (cart,) = before
    assert cart["is_eservices_cart"] and cart["name"] == "/" and len(cart["order_line"]) == 1
    # He presses the button again; the other process answers.
    answer = same_person_elsewhere(carla, neighbour).post("/eservices/cart/validate", data=form)
    order = assert_one_order(shop, [answer])
    assert order["id"] == cart["id"] and order["order_line"] == cart["order_line"]
