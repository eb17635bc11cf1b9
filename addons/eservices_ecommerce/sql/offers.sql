-- What a row shows of some variants, live from the ERP.
--
-- Planned anew at each request, as Odoo makes its connections forget every plan: what is asked is kept simple,
-- joined in the order in which it is written, and always by its indexes.

-- Changes with every change of a row: the transaction that wrote it, and its place.
CREATE OR REPLACE FUNCTION eservices_version(writer xid, place tid) RETURNS text
    LANGUAGE sql STABLE
AS $$ SELECT writer || '.' || place $$;

-- label     what tells a variant from its siblings, such as "M6 × 20"; empty for an only one
-- version   changes with every change of what its price is computed from
-- minimum   the least that is sold; multiple: only multiples of it are; 0 for any
-- packaging_ids  units in which it is packed, besides its own
-- free      what is in the warehouses of the company and not set aside
-- arrival   when the next goods come from outside; arriving: how many
CREATE OR REPLACE FUNCTION eservices_offers(products integer[], lang text, seller integer)
    RETURNS TABLE (
        id integer, template_id integer, name text, code text, label text, uom_id integer, version text,
        minimum double precision, multiple double precision, packaging_ids integer[],
        is_storable boolean, free double precision, arrival timestamp, arriving double precision
    )
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan SET jit = off
    SET join_collapse_limit = 1 SET enable_mergejoin = off SET enable_hashjoin = off
AS $$
#variable_conflict use_column
DECLARE
    internal integer[];
    shelves integer[];
    outside integer[];
BEGIN
    SELECT array_agg(l.id) FILTER (WHERE l.usage = 'internal'),
           array_agg(l.id) FILTER (
               WHERE l.usage = 'internal' AND l.warehouse_id IS NOT NULL AND l.company_id = seller),
           array_agg(l.id) FILTER (WHERE l.usage <> 'internal')
      INTO internal, shelves, outside
      FROM stock_location l
     WHERE l.usage IN ('internal', 'supplier', 'production');
    RETURN QUERY
    SELECT p.id, t.id, COALESCE(t.name->>lang, t.name->>'en_US'), COALESCE(p.default_code, '')::text,
           COALESCE(varied.label, ''), t.uom_id,
           concat_ws('/', eservices_version(p.xmin, p.ctid), eservices_version(t.xmin, t.ctid),
                     eservices_version(g.xmin, g.ctid), varied.version),
           COALESCE(t.eservices_min_qty, 0)::double precision,
           COALESCE(t.eservices_multiple_qty, 0)::double precision,
           ARRAY(SELECT k.uom_uom_id FROM product_template_uom_uom_rel k WHERE k.product_template_id = t.id),
           COALESCE(t.is_storable, FALSE), COALESCE(stock.free, 0)::double precision,
           next_move.date, COALESCE(next_move.product_qty, 0)::double precision
      FROM product_product p
      JOIN product_template t ON t.id = p.product_tmpl_id
      LEFT JOIN product_category g ON g.id = t.categ_id
      LEFT JOIN LATERAL (
           SELECT string_agg(COALESCE(n.name->>lang, n.name->>'en_US'), ', ' ORDER BY a.sequence, a.id) AS label,
                  string_agg(eservices_version(v.xmin, v.ctid), '/' ORDER BY v.id) AS version
             FROM product_variant_combination c
             JOIN product_template_attribute_value v ON v.id = c.product_template_attribute_value_id
             JOIN product_attribute_value n ON n.id = v.product_attribute_value_id
             JOIN product_attribute a ON a.id = v.attribute_id
            WHERE c.product_product_id = p.id
           ) varied ON p.combination_indices <> ''
      LEFT JOIN LATERAL (
           SELECT sum(q.quantity - q.reserved_quantity) AS free
             FROM stock_quant q
            WHERE q.product_id = p.id AND q.location_id = ANY (shelves)
           ) stock ON TRUE
      LEFT JOIN LATERAL (
           SELECT m.date, m.product_qty
             FROM stock_move m
            WHERE m.product_id = p.id AND m.company_id = seller
              AND m.state IN ('confirmed', 'waiting', 'assigned', 'partially_available')
              AND m.location_id = ANY (outside) AND m.location_dest_id = ANY (internal)
            ORDER BY m.date, m.id
            LIMIT 1
           ) next_move ON TRUE
     WHERE p.id = ANY (products)
     ORDER BY p.default_code, 3, p.id;
END
$$;
