"""The shortest ways through the whole system: it answers, it lets in, two processes share one database."""

from support.http import HttpSession


def test_health_needs_no_login(http_session):
    answer = http_session().get("/web/health")

    assert answer.json() == {"status": "pass"}


def test_admin_opens_the_back_office(login):
    page = login("admin")

    page.goto("/odoo")

    page.locator(".o_main_navbar").wait_for()


def test_session_of_one_process_is_good_in_another(server, neighbour, http_session):
    cookies = http_session("admin").cookies
    elsewhere = HttpSession(neighbour.url)
    elsewhere.cookies.update(cookies)

    session = elsewhere.jsonrpc("/web/session/get_session_info")

    assert session["username"] == "admin"
    assert elsewhere.url != server.url


def test_rpc_works_with_the_rights_of_its_user(rpc):
    program = rpc("admin")

    user = program.search_read("res.users", [("id", "=", program.uid)], ["login"])

    assert user == [{"id": program.uid, "login": "admin"}]
