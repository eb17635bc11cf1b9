CSR_GROUP = "customer_care.group_care_csr"
