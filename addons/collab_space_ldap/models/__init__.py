from . import collab_member
from . import collab_space
from . import res_company_ldap
from . import res_config_settings
