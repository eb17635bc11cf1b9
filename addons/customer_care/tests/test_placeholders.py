from odoo.tests import BaseCase, tagged

from ..services import placeholders


@tagged("post_install", "-at_install")
class TestPlaceholders(BaseCase):
    def test_known_placeholders_are_filled(self):
        text = placeholders.fill(
            "{agent_name} greets {customer_name}", {"agent_name": "A", "customer_name": "B"}
        )
        self.assertEqual(text, "A greets B")

    def test_placeholder_without_a_value_stays_visible(self):
        self.assertEqual(placeholders.fill("{customer_number}", {}), "{customer_number}")

    def test_values_are_not_read_again(self):
        text = placeholders.fill("{customer_name}", {"customer_name": "{agent_name}", "agent_name": "A"})
        self.assertEqual(text, "{agent_name}")

    def test_objects_cannot_be_reached(self):
        body = "{agent_name.__class__} {0} {} {agent_name!r}"
        self.assertEqual(placeholders.fill(body, {"agent_name": "A"}), body)

    def test_unknown_placeholders_are_named_once_in_order(self):
        found = placeholders.find_unknown("{b} {a} {b} {customer_name} { c }")
        self.assertEqual(found, ["{b}", "{a}"])

    def test_text_without_placeholders_has_no_unknown_ones(self):
        self.assertEqual(placeholders.find_unknown("100 % {}"), [])
        self.assertEqual(placeholders.find_unknown(False), [])
