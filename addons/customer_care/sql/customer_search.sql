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
