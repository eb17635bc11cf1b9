-- What the console's search of customers stands on: text as it is searched (eservices_fold: lower case, no accents),
-- once in the order of the alphabet for what begins with the words, once by trigrams for what holds them. Only
-- customers of the platform are in them, whoever else is among the contacts.
--
-- Run at each installation and upgrade; everything here may be run again.

CREATE INDEX IF NOT EXISTS care_partner_lastname
    ON res_partner (eservices_fold(lastname) COLLATE "C", id) WHERE active AND care_is_customer;
CREATE INDEX IF NOT EXISTS care_partner_email
    ON res_partner (eservices_fold(email) COLLATE "C", id) WHERE active AND care_is_customer;
CREATE INDEX IF NOT EXISTS care_partner_number
    ON res_partner (eservices_fold(ref) COLLATE "C", id) WHERE active AND care_is_customer;
CREATE INDEX IF NOT EXISTS care_partner_city
    ON res_partner (eservices_fold(city) COLLATE "C", id) WHERE active AND care_is_customer;
CREATE INDEX IF NOT EXISTS care_partner_zip
    ON res_partner (eservices_fold(zip) COLLATE "C", id) WHERE active AND care_is_customer;
CREATE INDEX IF NOT EXISTS care_partner_newest ON res_partner (id) WHERE active AND care_is_customer;
CREATE INDEX IF NOT EXISTS care_partner_birthdate ON res_partner (birthdate_date) WHERE birthdate_date IS NOT NULL;
CREATE INDEX IF NOT EXISTS care_partner_words
    ON res_partner USING gin (
        eservices_fold(lastname) gin_trgm_ops, eservices_fold(email) gin_trgm_ops, eservices_fold(ref) gin_trgm_ops,
        eservices_fold(firstname) gin_trgm_ops, regexp_replace(phone, '\D', '', 'g') gin_trgm_ops
    ) WHERE active AND care_is_customer;

-- What a row of the search shows of a customer, once for each of his users: these customers, in this order. A
-- function, because PostgreSQL plans it once per connection: without a look at how full the tables are at that moment.
CREATE OR REPLACE FUNCTION care_customer_rows(customers integer[], watched integer[], since timestamp)
    RETURNS TABLE (id integer, name text, number text, email text, city text, company text, is_business boolean,
                   user_id integer, channels integer[], companies integer[], is_online boolean)
    LANGUAGE plpgsql STABLE ROWS 20 SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
        SELECT p.id, COALESCE(p.name, '')::text, COALESCE(NULLIF(p.ref, ''), c.ref, '')::text,
               COALESCE(p.email, '')::text, COALESCE(NULLIF(p.city, ''), c.city, '')::text,
               CASE WHEN c.is_company AND c.id <> p.id THEN COALESCE(c.name, '') ELSE '' END::text,
               COALESCE(c.is_company, FALSE), u.id,
               ARRAY(SELECT r.eservices_config_id FROM eservices_config_res_users_rel r WHERE r.res_users_id = u.id),
               ARRAY(SELECT r.cid FROM res_company_users_rel r WHERE r.user_id = u.id),
               EXISTS (SELECT FROM care_visit v WHERE v.user_id = u.id AND v.config_id = ANY (watched)
                                                  AND v.is_open AND v.last_seen > since)
          FROM unnest(customers) WITH ORDINALITY AS o (id, place)
          JOIN res_partner p ON p.id = o.id
          LEFT JOIN res_partner c ON c.id = p.commercial_partner_id
          LEFT JOIN res_users u ON u.eservices_contact_id = p.id AND u.active AND u.share AND u.eservices_platform
         ORDER BY o.place, u.login, u.id;
END $$;
