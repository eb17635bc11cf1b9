"""A space by e-mail alone: invited, told, answered; and nobody else gets a word in (S2, S6, S9)."""

import pytest
from support.mailgate import Mailgate, answer

COMMENT = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}


@pytest.fixture
def gate(server, shop):
    """The way in for e-mails, with an address to which members answer."""
    (company,) = shop.admin.search_read("res.company", [], ["id", "alias_domain_id"], limit=1)
    domain = shop.create("mail.alias.domain", name=f"{shop.tag.lower()}.example")
    shop.admin.call("res.company", "write", [company["id"]], {"alias_domain_id": domain})
    box = Mailgate(server, shop.admin.uid, "admin")
    yield box
    box.shutdown()
    box.server_close()
    before = company["alias_domain_id"] and company["alias_domain_id"][0]
    shop.admin.call("res.company", "write", [company["id"]], {"alias_domain_id": before})


def test_a_topic_is_answered_by_email_from_its_members_only(gate, server, shop, mailbox, rpc, customer):
    rep = rpc("rep")
    (space,) = rep.call(
        "collab.space",
        "create",
        [
            {
                "name": f"Deal {shop.tag}",
                "template_id": False,
                "kind": "negotiation",
                "partner_id": shop.company,
            }
        ],
    )
    name = f"Volumes {shop.tag}"
    (topic,) = rep.call("collab.topic", "create", [{"space_id": space, "name": name}])
    rep.call("collab.space", "action_invite", [space], [shop.contact])
    assert mailbox.wait_for(shop.login, "Your access to")
    assert mailbox.wait_for(shop.login, f"Deal {shop.tag}")

    rep.call("collab.topic", "message_post", [topic], body="How many a year?", **COMMENT)
    received = mailbox.wait_for(shop.login, name)
    page = f"/eservices/spaces/{space}/topics/{topic}"
    assert f"{server.url}{page}" in received.get_body(("html",)).get_content()

    def said():
        domain = [("model", "=", "collab.topic"), ("res_id", "=", topic), ("message_type", "=", "email")]
        return rep.search_read("mail.message", domain, ["author_id", "body"])

    answer(gate, received, shop.login, "Three hundred")
    (message,) = said()
    assert message["author_id"][0] == shop.contact and "Three hundred" in message["body"]

    # Somebody who knows the address and the topic, but got no e-mail of his own.
    answer(gate, received, shop.login, "Forged", references=received["Message-ID"])
    answer(gate, received, f"mallory@{shop.tag.lower()}.example", "Forged")
    assert len(said()) == 1
    assert "cannot write there" in mailbox.wait_for(f"mallory@{shop.tag.lower()}.example", name).as_string()

    # Both read it on the page; after his removal he neither reads nor answers.
    carla = customer(shop.open_platform())
    text = carla.get(page).text
    assert "Three hundred" in text and "Forged" not in text
    domain = [("space_id", "=", space), ("partner_id", "=", shop.contact)]
    (member,) = rep.search_read("collab.member", domain, ["id"])
    rep.call("collab.member", "unlink", [member["id"]])
    answer(gate, received, shop.login, "Still here")
    assert len(said()) == 1
    assert carla.get(page).status_code == 404
    rep.call("collab.topic", "message_post", [topic], body="Among us", **COMMENT)
    assert [one for one in mailbox.to(shop.login, name) if "Among us" in one.as_string()] == []
