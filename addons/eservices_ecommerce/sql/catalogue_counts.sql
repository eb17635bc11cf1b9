-- Figures of a page of the catalogue from the sums that are kept, and the few entries that are not in them.
--
-- A function that is planned for its arguments at each call: how many entries an audience has differs by far, and
-- a plan for any audience would read them all. Nothing is compiled: that takes longer than all that is asked here.

-- partner       company of the customer; others: his contact and whoever else's references count
-- channel       company that sells
-- only_own, only_stock, chosen_tag (0: any), bands (0: any), scope (ids of families, 0: all): filters of the page
-- shown         families of which the page shows a count
-- last_band     number of ranges of the list price
-- assortment    super-families of the channel; empty for all
-- today         decides which dated references are valid
-- Rows: facet (families, tags, bands, own, stock, total), value, number. A facet's value may come twice.
CREATE OR REPLACE FUNCTION eservices_catalogue_counts(
        partner integer, others integer[], channel integer, only_own boolean, only_stock boolean,
        chosen_tag integer, chosen_bands integer[], scope integer[], shown integer[],
        last_band integer, assortment integer[], today date)
    RETURNS TABLE (facet text, value integer, number bigint)
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_custom_plan SET jit = off
AS $$
#variable_conflict use_column
BEGIN
    -- Each key is looked up by itself: PostgreSQL would read all that lies between the values of an array.
    RETURN QUERY
    SELECT 'families', c.family, sum(c.number)
      FROM unnest(ARRAY[0, partner]) AS a (audience)
     CROSS JOIN unnest(shown) AS f (family)
     CROSS JOIN unnest(chosen_bands) AS b (band)
      JOIN eservices_catalogue_count c
        ON c.audience = a.audience AND c.tag = chosen_tag AND c.band = b.band AND c.family = f.family
     WHERE c.company IN (0, channel) AND c.in_stock >= only_stock
       AND CASE WHEN only_own THEN c.audience = partner ELSE NOT c.own_free END
     GROUP BY c.family;
    RETURN QUERY
    SELECT 'tags', c.tag, sum(c.number)
      FROM unnest(ARRAY[0, partner]) AS a (audience)
     CROSS JOIN unnest(scope) AS f (family)
     CROSS JOIN unnest(chosen_bands) AS b (band)
      JOIN eservices_catalogue_count c
        ON c.audience = a.audience AND c.family = f.family AND c.band = b.band
     WHERE c.company IN (0, channel) AND c.in_stock >= only_stock
       AND CASE WHEN only_own THEN c.audience = partner ELSE NOT c.own_free END
     GROUP BY c.tag;
    RETURN QUERY
    SELECT 'bands', c.band, sum(c.number)
      FROM unnest(ARRAY[0, partner]) AS a (audience)
     CROSS JOIN unnest(scope) AS f (family)
     CROSS JOIN generate_series(1, last_band) AS b (band)
     CROSS JOIN LATERAL (
           SELECT * FROM eservices_catalogue_count
            WHERE audience = a.audience AND tag = chosen_tag AND band = b.band AND family = f.family
           OFFSET 0) c
     WHERE c.company IN (0, channel) AND c.in_stock >= only_stock
       AND CASE WHEN only_own THEN c.audience = partner ELSE NOT c.own_free END
     GROUP BY c.band;
    RETURN QUERY
    SELECT kind.facet, 0, sum(c.number)
      FROM unnest(ARRAY[0, partner]) AS a (audience)
     CROSS JOIN unnest(scope) AS f (family)
     CROSS JOIN unnest(chosen_bands) AS b (band)
      JOIN eservices_catalogue_count c
        ON c.audience = a.audience AND c.tag = chosen_tag AND c.band = b.band AND c.family = f.family
     CROSS JOIN LATERAL (VALUES
           ('own', c.audience = partner AND c.in_stock >= only_stock),
           ('stock', c.in_stock AND CASE WHEN only_own THEN c.audience = partner ELSE NOT c.own_free END),
           ('total', c.in_stock >= only_stock
                     AND CASE WHEN only_own THEN c.audience = partner ELSE NOT c.own_free END)
           ) AS kind (facet, counts)
     WHERE c.company IN (0, channel) AND kind.counts
     GROUP BY kind.facet;
    IF NOT EXISTS (SELECT FROM eservices_catalogue_entry WHERE audience = partner AND dated)
        AND NOT EXISTS (SELECT FROM eservices_catalogue_entry WHERE audience = ANY (others)) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH entries AS MATERIALIZED (
        SELECT DISTINCT ON (e.product_tmpl_id) e.*,
               scope = '{0}' OR ARRAY[e.superfamily, e.family, e.subfamily] && scope AS in_scope,
               chosen_tag = 0 OR chosen_tag = ANY (e.tags) AS has_tag,
               chosen_bands = '{0}' OR e.band = ANY (chosen_bands) AS has_band,
               e.in_stock >= only_stock AS has_stock,
               only_own OR NOT e.own_free AS seen
          FROM eservices_catalogue_entry e
         WHERE ((e.audience = partner AND e.dated) OR e.audience = ANY (others))
           AND e.company IN (0, channel)
           AND (assortment = '{}' OR e.superfamily = ANY (assortment))
           AND (NOT e.dated OR eservices_catalogue_is_valid(e.product_tmpl_id, e.audience, today))
           AND NOT EXISTS (
               SELECT FROM eservices_catalogue_entry e2
                WHERE e2.product_tmpl_id = e.product_tmpl_id AND e2.audience = partner AND NOT e2.dated)
    )
    SELECT 'families', f, count(*)
      FROM entries e
     CROSS JOIN LATERAL unnest(ARRAY[e.superfamily, e.family, e.subfamily]) f
     WHERE f = ANY (shown) AND e.seen AND e.has_tag AND e.has_band AND e.has_stock
     GROUP BY f
    UNION ALL
    SELECT 'tags', t, count(*) FROM entries e CROSS JOIN LATERAL unnest(e.tags) t
     WHERE e.seen AND e.in_scope AND e.has_band AND e.has_stock
     GROUP BY t
    UNION ALL
    SELECT 'bands', e.band, count(*) FROM entries e
     WHERE e.seen AND e.in_scope AND e.has_tag AND e.has_stock
     GROUP BY e.band
    UNION ALL
    SELECT 'own', 0, count(*) FROM entries e WHERE e.in_scope AND e.has_tag AND e.has_band AND e.has_stock
    UNION ALL
    SELECT 'stock', 0, count(*) FROM entries e
     WHERE e.in_stock AND e.seen AND e.in_scope AND e.has_tag AND e.has_band
    UNION ALL
    SELECT 'total', 0, count(*) FROM entries e
     WHERE e.seen AND e.in_scope AND e.has_tag AND e.has_band AND e.has_stock;
END
$$;
