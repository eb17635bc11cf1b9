"""What the benchmarks stand on: both sides get the same business, and verdicts are what they say."""

import subprocess
import sys
from dataclasses import replace

from support.source import ROOT

from benchmarks import chat_report, report, spaces_report
from benchmarks.business import BUYER, RIVAL, make_products, make_searches
from benchmarks.chat_sides import SIDES
from benchmarks.results import Figure, Row, at_least, at_most, read, save


def test_what_serves_and_asks_both_sides_starts_without_pytest():
    """The servers and sessions are those of the journeys, whose folder pytest alone knows as `support`."""
    command = [sys.executable, "-c", "import benchmarks.catalogue, benchmarks.chat, benchmarks.client"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr


def test_same_seed_gives_the_same_business():
    assert make_products(200) == make_products(200)
    assert make_products(200) != make_products(200, seed=1)
    assert make_searches(make_products(200)) == make_searches(make_products(200))


def test_larger_business_begins_with_the_smaller_one():
    larger = [replace(product, rank=0) for product in make_products(300)]
    assert larger[:200] == [replace(product, rank=0) for product in make_products(200)]


def test_customer_may_order_some_and_not_others():
    products = make_products(1000)
    assert {product.owner for product in products} == {"", BUYER, RIVAL}
    assert all(product.free != bool(product.owner) for product in products)
    assert 0.4 < sum(product.free for product in products) / 1000 < 0.6
    assert [product.owner for product in products if not product.is_for_buyer].count(RIVAL) > 20


def test_references_and_barcodes_are_unique():
    products = make_products(1000)
    assert len({product.code for product in products} | {product.barcode for product in products}) == 2000


def _row(ours, other, target):
    return Row("catalogue", "a page", 1000, "requests/s", Figure.of(ours), Figure.of(other), "/shop", target)


def test_target_is_about_the_ratio_of_the_medians():
    assert _row([90, 100, 500], [10], at_least(10)).verdict == "met"
    assert _row([90, 99, 500], [10], at_least(10)).verdict == "missed"
    assert _row([14], [10], at_most(1.3)).verdict == "missed"
    assert _row([14], [10], None).verdict == ""


def test_report_tells_figures_and_verdicts(tmp_path):
    rows = [_row([90, 100, 500], [10], at_least(10)), _row([3], [10], at_most(0.2))]
    save(tmp_path / "kept.json", rows)
    report.write(tmp_path, read(tmp_path / "kept.json"), {"Machine": "a small one"})
    text = (tmp_path / report.NAME).read_text(encoding="utf-8")
    assert "1 targets are met, 1 missed." in text
    assert "100 requests/s (90 to 500) | /shop: 10 requests/s | 10 | ≥ 10 | met |" in text
    assert "a small one" in text


def test_report_that_lies_beside_the_figures_is_drawn_from_them(tmp_path):
    folder = ROOT / "benchmarks"
    report.write(tmp_path, read(folder / "catalogue.json"), {})
    for drawn in tmp_path.glob("*.svg"):
        assert drawn.read_text() == (folder / drawn.name).read_text()
    assert len(list(tmp_path.glob("*.svg"))) == 4


def test_spaces_report_tells_how_much_longer_it_takes(tmp_path):
    small, large = Figure.of([20]), Figure.of([26])
    rows = [Row("spaces", "topic", 5000, "ms", large, small, "with 50", at_most(1.5))]
    spaces_report.write(tmp_path, rows, {"Machine": "a small one"})
    text = (tmp_path / spaces_report.NAME).read_text(encoding="utf-8")
    assert "| topic | 26 ms | 20 ms | 1.3 | ≤ 1.5 | met |" in text


def test_chat_report_tells_what_was_lost(tmp_path):
    rows = [
        Row("chat", "p95", 200, "ms", Figure.of([110]), Figure.of([100]), "im_livechat", at_most(1.1)),
        Row("chat", "lost messages of 480", 200, "", Figure.of([2], 480), target=at_most(0)),
    ]
    chat_report.write(tmp_path, rows, {"Machine": "a small one"})
    text = (tmp_path / chat_report.NAME).read_text(encoding="utf-8")
    assert "1 targets are met, 1 missed." in text
    assert "| p95 | 110 ms | im_livechat: 100 ms | 1.1 | ≤ 1.1 | met |" in text


def test_each_side_knows_its_new_conversations():
    care, livechat = SIDES["ours"], SIDES["peer"]
    assert care.find_chat("care.session/assigned", {"id": 3, "channel_id": 7}) == (3, 7)
    assert care.find_chat("care.session/changed", {"id": 3}) is None
    store = {"discuss.channel": [{"id": 7, "channel_type": "livechat"}]}
    assert livechat.find_chat("mail.record/insert", store) == (7, 7)
    assert livechat.find_chat("mail.record/insert", {"res.partner": []}) is None
