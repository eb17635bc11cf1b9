from . import care_directory_group
from . import care_directory_member
from . import res_company_ldap
