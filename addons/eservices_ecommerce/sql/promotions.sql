-- Whether a promotion has given an order something, or may now: see services/cart_voucher.py.
--
-- A function because its plan is kept by the connection: planning takes several times as long as the answer.

-- sellers   companies whose programs count: that of the order and those above it
CREATE OR REPLACE FUNCTION eservices_meets_promotion(cart integer, customer integer, sellers integer[])
    RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM loyalty_card_sale_order_rel WHERE sale_order_id = cart)
        OR EXISTS (SELECT FROM loyalty_rule_sale_order_rel WHERE sale_order_id = cart)
        OR EXISTS (SELECT FROM sale_order_coupon_points WHERE order_id = cart)
        OR EXISTS (SELECT FROM sale_order_line WHERE order_id = cart AND reward_id IS NOT NULL)
        OR EXISTS (SELECT FROM loyalty_card c JOIN loyalty_program p ON p.id = c.program_id
                    WHERE c.partner_id = customer AND c.active AND c.points > 0
                      AND p.program_type IN ('ewallet', 'loyalty'))
        OR EXISTS (SELECT FROM loyalty_program p JOIN loyalty_rule r ON r.program_id = p.id
                    WHERE p.active AND p.trigger = 'auto' AND r.active AND r.mode = 'auto'
                      AND (p.company_id IS NULL OR p.company_id = ANY (sellers))
                      AND (r.product_category_id IS NOT NULL OR r.product_tag_id IS NOT NULL
                           OR COALESCE(r.product_domain, '[]') <> '[]'
                           OR NOT EXISTS (SELECT FROM loyalty_rule_product_product_rel t
                                           WHERE t.loyalty_rule_id = r.id)
                           OR EXISTS (SELECT FROM loyalty_rule_product_product_rel t
                                        JOIN sale_order_line l ON l.product_id = t.product_product_id
                                       WHERE t.loyalty_rule_id = r.id AND l.order_id = cart)));
END
$$;
