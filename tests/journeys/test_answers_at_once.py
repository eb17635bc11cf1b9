"""Two people answer the same offer at the same moment: one answer counts, the other person is told (B13)."""

import re
import threading

OFFERS = 4
TOLD = re.compile("Somebody was faster|is settled already")


def answer_together(*answers):
    """Send several answers at once; returns what the server said to each."""
    barrier, said = threading.Barrier(len(answers)), [None] * len(answers)

    def work(index, send):
        barrier.wait(30)
        said[index] = send()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(answers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return said


def test_one_answer_counts(shop, rpc, customer):
    rep = rpc("rep")
    second_login = f"carl@{shop.tag.lower()}.example"
    second = shop.create("res.partner", name=f"Carl {shop.tag}", email=second_login, parent_id=shop.company)
    values = {"name": f"Race {shop.tag}", "template_id": False, "partner_id": shop.company}
    (space,) = rep.call("collab.space", "create", [values])
    carla, carl = customer(shop.open_platform()), customer(shop.open_platform(second, second_login))
    rep.call("collab.space", "action_invite", [space], [shop.contact, second])
    product = shop.create("product.product", name=f"Bolt {shop.tag}", list_price=10)
    offer = {"space_id": space, "kind": "line", "product_id": product}
    terms = rep.call(
        "collab.term", "create", [{**offer, "first_proposal": {"price": 9, "quantity": 1}}] * (OFFERS + 1)
    )
    for term in terms[:OFFERS]:
        (row,) = rep.search_read("collab.term", [("id", "=", term)], ["current_version_id"])
        version, path = row["current_version_id"][0], f"/eservices/spaces/{space}/terms/{term}"

        def accept(path=path, version=version):
            return carla.jsonrpc(f"{path}/accept", version_id=version)

        def counter(path=path, version=version):
            return carl.jsonrpc(f"{path}/counter", version_id=version, price=8, quantity=5)

        said = answer_together(accept, counter)
        assert sorted(answer["ok"] for answer in said) == [False, True], said
        (refusal,) = [answer for answer in said if not answer["ok"]]
        assert TOLD.search(refusal["error"]), refusal
        (row,) = rep.search_read("collab.term", [("id", "=", term)], ["state", "version_ids"])
        expected = ("accepted", 1) if said[0]["ok"] else ("open", 2)
        assert (row["state"], len(row["version_ids"])) == expected

    # The journal has every answer once, in one line.
    events = rep.search_read("collab.event", [("space_id", "=", space)], ["number", "kind"])
    numbers = sorted(event["number"] for event in events)
    assert numbers == list(range(1, len(events) + 1))
    answers = [event for event in events if event["kind"] in ("accepted", "proposed")]
    assert len(answers) == len(terms) + OFFERS
