-- The index of the catalogue: who sees which product, under which facets, kept up to date by triggers.
--
-- eservices_catalogue_entry holds one row per product template and audience. Audience 0 is free sale, seen by
-- every customer; any other audience is a partner with customer references of his own. A page of the catalogue
-- walks one of its indexes in the order of the page, and never sorts or counts the whole catalogue.
--
-- eservices_catalogue_count holds how many products each audience has under each family, tag and price range, as
-- differences that are only ever appended (two transactions that change products of one family never wait for each other);
-- the sum of the rows of a key is its count. A cron sums them up.
--
-- Run at each installation and upgrade; everything here may be run again.

ALTER TABLE eservices_catalogue_entry
    ADD COLUMN IF NOT EXISTS name jsonb,
    ADD COLUMN IF NOT EXISTS tags integer[] NOT NULL DEFAULT '{}',
    ADD COLUMN IF NOT EXISTS codes text[] NOT NULL DEFAULT '{}',
    ADD COLUMN IF NOT EXISTS words text NOT NULL DEFAULT '';

-- Text as it is searched: lower case, without accents.
CREATE OR REPLACE FUNCTION eservices_fold(words text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT regexp_replace(normalize(lower(words), NFKD), U&'[\0300-\036f]', '', 'g') $$;

CREATE UNIQUE INDEX IF NOT EXISTS eservices_catalogue_entry_uniq
    ON eservices_catalogue_entry (product_tmpl_id, audience);

-- The orders of a page. Each holds all that filters ask of an entry: what a filter leaves out is passed by in the
-- index, where the entry itself would be read. Made anew, as an earlier version may have left others of these names.
DROP INDEX IF EXISTS
    eservices_catalogue_entry_order, eservices_catalogue_entry_superfamily, eservices_catalogue_entry_family,
    eservices_catalogue_entry_subfamily, eservices_catalogue_entry_code, eservices_catalogue_entry_price,
    eservices_catalogue_entry_newest;
CREATE INDEX eservices_catalogue_entry_order
    ON eservices_catalogue_entry (audience, position, code, product_tmpl_id)
    INCLUDE (company, superfamily, family, subfamily, band, own_free, dated, in_stock, tags);
CREATE INDEX eservices_catalogue_entry_superfamily
    ON eservices_catalogue_entry (audience, superfamily, position, code, product_tmpl_id)
    INCLUDE (company, family, subfamily, band, own_free, dated, in_stock, tags);
CREATE INDEX eservices_catalogue_entry_family
    ON eservices_catalogue_entry (audience, family, position, code, product_tmpl_id)
    INCLUDE (company, superfamily, subfamily, band, own_free, dated, in_stock, tags);
CREATE INDEX eservices_catalogue_entry_subfamily
    ON eservices_catalogue_entry (audience, subfamily, position, code, product_tmpl_id)
    INCLUDE (company, superfamily, family, band, own_free, dated, in_stock, tags);
CREATE INDEX eservices_catalogue_entry_code
    ON eservices_catalogue_entry (audience, code, product_tmpl_id)
    INCLUDE (company, superfamily, family, subfamily, band, own_free, dated, in_stock, tags);
CREATE INDEX eservices_catalogue_entry_price
    ON eservices_catalogue_entry (audience, list_price, product_tmpl_id)
    INCLUDE (company, superfamily, family, subfamily, band, own_free, dated, in_stock, tags);
CREATE INDEX eservices_catalogue_entry_newest
    ON eservices_catalogue_entry (audience, product_tmpl_id)
    INCLUDE (company, superfamily, family, subfamily, band, own_free, dated, in_stock, tags);
CREATE INDEX IF NOT EXISTS eservices_catalogue_entry_dated
    ON eservices_catalogue_entry (audience) WHERE dated;
CREATE INDEX IF NOT EXISTS eservices_catalogue_entry_tags ON eservices_catalogue_entry USING gin (tags);
CREATE INDEX IF NOT EXISTS eservices_catalogue_entry_codes ON eservices_catalogue_entry USING gin (codes);
CREATE INDEX IF NOT EXISTS eservices_catalogue_entry_words
    ON eservices_catalogue_entry USING gin (words gin_trgm_ops);
CREATE INDEX IF NOT EXISTS eservices_catalogue_count_by_family
    ON eservices_catalogue_count (audience, tag, band, family) INCLUDE (company, own_free, in_stock, number);
CREATE INDEX IF NOT EXISTS eservices_catalogue_count_by_tag
    ON eservices_catalogue_count (audience, family, band, tag) INCLUDE (company, own_free, in_stock, number);

-- Is any of this product free in an internal location?
CREATE OR REPLACE FUNCTION eservices_catalogue_in_stock(product integer) RETURNS boolean
    LANGUAGE sql STABLE
AS $$
    SELECT COALESCE(sum(q.quantity - q.reserved_quantity), 0) > 0
      FROM stock_quant q
      JOIN stock_location l ON l.id = q.location_id AND l.usage = 'internal' AND l.warehouse_id IS NOT NULL
     WHERE q.product_id = product
$$;

-- Is one of a partner's references of this product valid on a day? Asked of the few entries that are dated, which
-- PostgreSQL cannot know: told what it costs, it does not avoid the entries that it is never asked of.
CREATE OR REPLACE FUNCTION eservices_catalogue_is_valid(product integer, partner integer, today date) RETURNS boolean
    LANGUAGE sql STABLE COST 10
AS $$
    SELECT EXISTS (
        SELECT FROM product_customerinfo c
         WHERE c.product_tmpl_id = product AND c.partner_id = partner
           AND COALESCE(c.date_start, today) <= today AND COALESCE(c.date_end, today) >= today)
$$;

-- What the entries of some products have to be, from the ERP's own records.
CREATE OR REPLACE FUNCTION eservices_catalogue_expected(templates integer[])
    RETURNS TABLE (
        product_tmpl_id integer, audience integer, company integer, superfamily integer, family integer,
        subfamily integer, "position" integer, code varchar, list_price numeric, band integer, own_free boolean, dated boolean,
        in_stock boolean, name jsonb, tags integer[], codes text[], words text
    )
    LANGUAGE sql STABLE
AS $$
    WITH listed AS (
        SELECT t.*,
               v.codes AS variant_codes,
               COALESCE(t.default_code, v.first_code, '') AS first_code,
               v.in_stock AS has_stock,
               ARRAY(
                   SELECT r.product_tag_id FROM product_tag_product_template_rel r
                    WHERE r.product_template_id = t.id ORDER BY 1
               ) AS tag_ids,
               (SELECT string_agg(value, ' ') FROM jsonb_each_text(t.name)) AS names
          FROM product_template t
          JOIN LATERAL (
               SELECT array_remove(array_agg(p.default_code) || array_agg(p.barcode), NULL) AS codes,
                      min(p.default_code) AS first_code,
                      bool_or(eservices_catalogue_in_stock(p.id)) OR NOT COALESCE(t.is_storable, FALSE) AS in_stock
                 FROM product_product p
                WHERE p.product_tmpl_id = t.id AND p.active
               HAVING count(*) > 0
          ) v ON TRUE
         WHERE t.id = ANY (templates) AND t.active AND t.sale_ok AND t.ecommerce_ok
    ), audiences AS (
        SELECT l.id, 0 AS audience, COALESCE(l.company_id, 0) AS company, FALSE AS dated, '{}'::text[] AS own_codes
          FROM listed l
         WHERE l.free_sale
        UNION ALL
        SELECT l.id, c.partner_id, max(COALESCE(l.company_id, c.company_id, 0)),
               bool_and(c.date_start IS NOT NULL OR c.date_end IS NOT NULL),
               array_remove(array_agg(DISTINCT c.product_code::text), NULL)
          FROM listed l
          JOIN product_customerinfo c ON c.product_tmpl_id = l.id
          LEFT JOIN product_product p ON p.id = c.product_id
         WHERE c.product_id IS NULL OR p.active
         GROUP BY l.id, c.partner_id
    )
    SELECT l.id, a.audience, a.company,
           COALESCE(l.ecommerce_superfamily_id, 0), COALESCE(l.ecommerce_family_id, 0),
           COALESCE(l.ecommerce_subfamily_id, 0),
           COALESCE(l.sequence, 0), l.first_code, COALESCE(l.list_price, 0),
           eservices_catalogue_band(COALESCE(l.list_price, 0)),
           COALESCE(l.free_sale, FALSE) AND a.audience <> 0, a.dated, l.has_stock, l.name, l.tag_ids,
           ARRAY(SELECT DISTINCT eservices_fold(x) FROM unnest(l.variant_codes || a.own_codes) x),
           eservices_fold(concat_ws(' ', l.names, array_to_string(l.variant_codes || a.own_codes, ' ')))
      FROM listed l
      JOIN audiences a ON a.id = l.id
$$;

-- The keys under which one entry is counted: all and each of its families, without tag and under each of its tags,
-- of any price and of its own range.
CREATE OR REPLACE FUNCTION eservices_catalogue_keys(entry eservices_catalogue_entry)
    RETURNS TABLE (audience integer, company integer, family integer, tag integer, band integer, own_free boolean,
                   in_stock boolean)
    LANGUAGE sql IMMUTABLE
AS $$
    SELECT entry.audience, entry.company, f, t, b, entry.own_free, entry.in_stock
      FROM unnest(ARRAY[0, entry.superfamily, entry.family, entry.subfamily]) WITH ORDINALITY AS families (f, n)
     CROSS JOIN unnest(0 || entry.tags) AS t
     CROSS JOIN unnest(ARRAY[0, entry.band]) AS b
     WHERE (n = 1 OR f <> 0) AND NOT entry.dated
$$;

-- Bring the entries of some products, and the counts with them, in line with the ERP's records.
CREATE OR REPLACE FUNCTION eservices_catalogue_refresh(templates integer[]) RETURNS void
    LANGUAGE plpgsql
AS $$
DECLARE
    concerned integer[];
    gone eservices_catalogue_entry[];
BEGIN
    SELECT array_agg(t.id) INTO concerned
      FROM unnest(templates) t (id)
     WHERE EXISTS (SELECT 1 FROM eservices_catalogue_entry e WHERE e.product_tmpl_id = t.id)
        OR EXISTS (SELECT 1 FROM product_template p WHERE p.id = t.id AND p.ecommerce_ok);
    IF concerned IS NULL THEN
        RETURN;
    END IF;
    WITH deleted AS (
        DELETE FROM eservices_catalogue_entry e WHERE e.product_tmpl_id = ANY (concerned) RETURNING e AS entry
    )
    SELECT array_agg(entry) INTO gone FROM deleted;
    WITH inserted AS (
        INSERT INTO eservices_catalogue_entry (
            product_tmpl_id, audience, company, superfamily, family, subfamily, "position", code, list_price,
            band, own_free, dated, in_stock, name, tags, codes, words)
        SELECT * FROM eservices_catalogue_expected(concerned)
        RETURNING eservices_catalogue_entry AS entry
    ), differences AS (
        SELECT k.*, 1 AS number FROM inserted CROSS JOIN LATERAL eservices_catalogue_keys(inserted.entry) k
        UNION ALL
        SELECT k.*, -1 FROM unnest(gone) g CROSS JOIN LATERAL eservices_catalogue_keys(g) k
    )
    INSERT INTO eservices_catalogue_count (audience, company, family, tag, band, own_free, in_stock, number)
    SELECT audience, company, family, tag, band, own_free, in_stock, sum(number)
      FROM differences
     GROUP BY audience, company, family, tag, band, own_free, in_stock
    HAVING sum(number) <> 0
     ORDER BY audience, tag, band, family;
END
$$;

-- Make one row of each key that has several.
CREATE OR REPLACE FUNCTION eservices_catalogue_sum_up() RETURNS void
    LANGUAGE sql
AS $$
    WITH several AS (
        SELECT audience, company, family, tag, band, own_free, in_stock
          FROM eservices_catalogue_count
         GROUP BY audience, company, family, tag, band, own_free, in_stock
        HAVING count(*) > 1
    ), gone AS (
        DELETE FROM eservices_catalogue_count c USING several s
         WHERE (c.audience, c.company, c.family, c.tag, c.band, c.own_free, c.in_stock)
             = (s.audience, s.company, s.family, s.tag, s.band, s.own_free, s.in_stock)
        RETURNING c.*
    )
    INSERT INTO eservices_catalogue_count (audience, company, family, tag, band, own_free, in_stock, number)
    SELECT audience, company, family, tag, band, own_free, in_stock, sum(number)
      FROM gone
     GROUP BY audience, company, family, tag, band, own_free, in_stock
    HAVING sum(number) <> 0
     -- Those that are read together lie together.
     ORDER BY audience, tag, band, family
$$;

-- Start anew: at installation, or when somebody doubts the index.
CREATE OR REPLACE FUNCTION eservices_catalogue_rebuild() RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM eservices_catalogue_entry;
    DELETE FROM eservices_catalogue_count;
    PERFORM eservices_catalogue_refresh(array_agg(id)) FROM product_template WHERE ecommerce_ok;
END
$$;

-- What tells the index that something changed. Each trigger runs once per statement, over all its rows.

CREATE OR REPLACE FUNCTION eservices_catalogue_on_template() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM eservices_catalogue_refresh(array_agg(n.id))
           FROM new_rows n
           JOIN old_rows o ON o.id = n.id
          WHERE (n.active, n.sale_ok, n.ecommerce_ok, n.free_sale, n.company_id, n.ecommerce_superfamily_id,
                 n.ecommerce_family_id, n.ecommerce_subfamily_id, n.sequence, n.default_code, n.list_price, n.name,
                 n.is_storable)
                IS DISTINCT FROM
                (o.active, o.sale_ok, o.ecommerce_ok, o.free_sale, o.company_id, o.ecommerce_superfamily_id,
                 o.ecommerce_family_id, o.ecommerce_subfamily_id, o.sequence, o.default_code, o.list_price, o.name,
                 o.is_storable);
    ELSE
        PERFORM eservices_catalogue_refresh(array_agg(o.id)) FROM old_rows o;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION eservices_catalogue_on_variant() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM eservices_catalogue_refresh(array_agg(DISTINCT n.product_tmpl_id)) FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM eservices_catalogue_refresh(array_agg(DISTINCT o.product_tmpl_id)) FROM old_rows o;
    ELSE
        PERFORM eservices_catalogue_refresh(array_agg(DISTINCT n.product_tmpl_id))
           FROM new_rows n
           JOIN old_rows o ON o.id = n.id
          WHERE (n.active, n.default_code, n.barcode) IS DISTINCT FROM (o.active, o.default_code, o.barcode);
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION eservices_catalogue_on_reference() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM eservices_catalogue_refresh(array_agg(DISTINCT n.product_tmpl_id)) FROM new_rows n;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM eservices_catalogue_refresh(array_agg(DISTINCT o.product_tmpl_id)) FROM old_rows o;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION eservices_catalogue_on_tag() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM eservices_catalogue_refresh(array_agg(DISTINCT n.product_template_id)) FROM new_rows n;
    ELSE
        PERFORM eservices_catalogue_refresh(array_agg(DISTINCT o.product_template_id)) FROM old_rows o;
    END IF;
    RETURN NULL;
END
$$;

-- Stock moves often: only a product that comes into stock or goes out of it is refreshed.
CREATE OR REPLACE FUNCTION eservices_catalogue_on_quant() RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    products integer[];
BEGIN
    IF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT o.product_id) INTO products FROM old_rows o;
    ELSE
        SELECT array_agg(DISTINCT n.product_id) INTO products FROM new_rows n;
    END IF;
    PERFORM eservices_catalogue_refresh(array_agg(changed.id))
       FROM (
            SELECT p.product_tmpl_id AS id
              FROM product_product p
              JOIN product_template t ON t.id = p.product_tmpl_id AND t.is_storable AND t.ecommerce_ok
              JOIN product_product sibling ON sibling.product_tmpl_id = t.id AND sibling.active
             WHERE p.id = ANY (products)
             GROUP BY p.product_tmpl_id
            HAVING bool_or(eservices_catalogue_in_stock(sibling.id)) IS DISTINCT FROM (
                   SELECT bool_or(e.in_stock) FROM eservices_catalogue_entry e
                    WHERE e.product_tmpl_id = p.product_tmpl_id)
       ) changed;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER eservices_catalogue_update AFTER UPDATE ON product_template
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_template();
CREATE OR REPLACE TRIGGER eservices_catalogue_delete AFTER DELETE ON product_template
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_template();

CREATE OR REPLACE TRIGGER eservices_catalogue_insert AFTER INSERT ON product_product
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_variant();
CREATE OR REPLACE TRIGGER eservices_catalogue_update AFTER UPDATE ON product_product
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_variant();
CREATE OR REPLACE TRIGGER eservices_catalogue_delete AFTER DELETE ON product_product
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_variant();

CREATE OR REPLACE TRIGGER eservices_catalogue_insert AFTER INSERT ON product_customerinfo
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_reference();
CREATE OR REPLACE TRIGGER eservices_catalogue_update AFTER UPDATE ON product_customerinfo
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_reference();
CREATE OR REPLACE TRIGGER eservices_catalogue_delete AFTER DELETE ON product_customerinfo
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_reference();

CREATE OR REPLACE TRIGGER eservices_catalogue_insert AFTER INSERT ON product_tag_product_template_rel
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_tag();
CREATE OR REPLACE TRIGGER eservices_catalogue_delete AFTER DELETE ON product_tag_product_template_rel
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_tag();

CREATE OR REPLACE TRIGGER eservices_catalogue_insert AFTER INSERT ON stock_quant
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_quant();
CREATE OR REPLACE TRIGGER eservices_catalogue_update AFTER UPDATE ON stock_quant
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_quant();
CREATE OR REPLACE TRIGGER eservices_catalogue_delete AFTER DELETE ON stock_quant
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION eservices_catalogue_on_quant();
