"""Who walks the journey, in which language, with which words of their own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cast:
    """People of one language, the activity they meet over, and what they type."""

    language: str
    lead: str
    focal_point: str
    code: str
    activity: str
    is_first_course: bool
    zone: str
    country: str
    given: str
    family: str
    institution: str
    position: str
    experience: str
    remarks: str
    addition: str
    results: str
    lessons: str
    source: str
    asked: str
    plan: str

    @property
    def nominee(self) -> str:
        """The name of the person nominated."""
        return f"{self.given} {self.family}"


ENGLISH = Cast(
    language="en",
    lead="lead.sesric",
    focal_point="focal.pk",
    code="1.3",
    activity="Services for Jobseekers with Disabilities",
    is_first_course=True,
    zone="Asia/Karachi",
    country="Pakistan",
    given="Farah",
    family="Sample",
    institution="Sample Employment Exchange, Lahore",
    position="Inclusion officer",
    experience="Five years of placing people with disabilities.",
    remarks="Please add which employers the nominee works with.",
    addition="She works with textile firms in Lahore.",
    results="Every participant has a plan for an accessible office.",
    lessons="Sign language interpretation has to be booked early.",
    source="Attendance list of the webinar",
    asked="Please say what the participants do with their plans.",
    plan="Sample work plan",
)
ARABIC = Cast(
    language="ar",
    lead="lead.tr",
    focal_point="focal.jo",
    code="1.1",
    activity="إرشاد الشباب الباحثين عن عمل: من المقابلة الأولى إلى التشغيل",
    is_first_course=False,
    zone="Asia/Amman",
    country="الأردن",
    given="Lina",
    family="Sample",
    institution="مديرية التشغيل (نموذج)، إربد",
    position="مرشدة مهنية",
    experience="خمس سنوات في إرشاد الشباب.",
    remarks="يرجى بيان أصحاب العمل الذين تتعامل معهم المرشحة.",
    addition="تتعامل مع مصانع النسيج في إربد.",
    results="أعدّ كل مشارك خطة إرشاد لمكتبه.",
    lessons="ينبغي حجز الترجمة الفورية مبكرًا.",
    source="كشف الحضور",
    asked="يرجى بيان ما سيفعله المشاركون بخططهم.",
    plan="خطة عمل نموذجية",
)
