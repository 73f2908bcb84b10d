"""Every table of the portal, for the migrations and for the test that compares both."""

from pesnet.accounts import models as accounts
from pesnet.audit import models as audit
from pesnet.core.model import Model
from pesnet.correspondence import models as correspondence
from pesnet.courses import models as courses
from pesnet.files import models as files
from pesnet.jobs import models as jobs
from pesnet.mail import models as mail
from pesnet.network import models as network
from pesnet.nominations import assessments
from pesnet.nominations import models as nominations
from pesnet.nominations.replies import models as replies
from pesnet.nominations.sheet import models as sheets
from pesnet.outcomes import models as outcomes
from pesnet.reporting import models as reporting
from pesnet.web import models as web
from pesnet.workplan import models as workplan

MODULES = (
    accounts,
    assessments,
    audit,
    correspondence,
    courses,
    files,
    jobs,
    mail,
    network,
    nominations,
    outcomes,
    replies,
    reporting,
    sheets,
    web,
    workplan,
)
metadata = Model.metadata
