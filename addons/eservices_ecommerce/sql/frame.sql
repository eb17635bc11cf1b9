-- What the frame of every page asks: what is in the cart, and what of the messages is new.
--
-- Functions because their plans are kept by the connection: planning takes several times as long as the answer.

-- Lines of the open cart of a contact on a channel: see CartLine in services/cart_summary.py.
CREATE OR REPLACE FUNCTION eservices_cart_lines(contact integer, channel integer)
    RETURNS TABLE (
        kind text, product_id integer, template_id integer, note text, quantity double precision,
        subtotal double precision, total double precision, order_id integer, free_from double precision
    )
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT CASE WHEN l.is_delivery THEN 'carrier' WHEN l.reward_id IS NOT NULL THEN 'reward' ELSE 'goods' END,
           l.product_id, p.product_tmpl_id, COALESCE(l.eservices_note, '')::text,
           l.product_uom_qty::double precision, COALESCE(l.price_subtotal, 0)::double precision,
           COALESCE(l.price_total, 0)::double precision, o.id,
           CASE WHEN c.free_over AND c.delivery_type <> 'base_on_rule' THEN c.amount ELSE 0 END::double precision
      FROM sale_order o
      JOIN sale_order_line l ON l.order_id = o.id
      JOIN product_product p ON p.id = l.product_id
      LEFT JOIN delivery_carrier c ON c.id = o.carrier_id
     WHERE o.partner_id = contact AND o.eservices_config_id = channel
       AND o.is_eservices_cart AND o.state = 'draft' AND l.display_type IS NULL;
END
$$;

-- Messages of any kind that name one of the partners or were sent to him, and that the reader has not seen.
CREATE OR REPLACE FUNCTION eservices_unseen_messages(reader integer, addressees integer[])
    RETURNS SETOF integer
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
BEGIN
    RETURN QUERY
    SELECT m.id
      FROM mail_message m
      LEFT JOIN eservices_message_read r
        ON r.user_id = reader AND r.res_model = m.model AND r.res_id = m.res_id
     WHERE m.id > COALESCE(r.last_message_id, 0) AND m.id IN (
           SELECT mail_message_id FROM mail_message_res_partner_rel WHERE res_partner_id = ANY (addressees)
            UNION
           SELECT mail_message_id FROM mail_notification WHERE res_partner_id = ANY (addressees));
END
$$;
