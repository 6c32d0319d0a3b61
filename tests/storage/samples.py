"""Small made-up records for the tests of storage and services."""

from __future__ import annotations

from datetime import date, datetime

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import Stage, Verdict
from dienhinh_desktop.domain.records import (
    Attestation,
    Award,
    Contribution,
    Discipline,
    Grade,
    HouseholdState,
    HouseholdStatus,
    Indicator,
    Initiative,
    PlanDocument,
    Position,
    Rating,
    Records,
    Registration,
    Sex,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.domain.rounds import Candidate, FrozenCriterion, FrozenVerdict, Round

OFFICE = Subject(code="SNV", kind=SubjectKind.COLLECTIVE, name="Sở Ngoại vụ", category="CO_QUAN")
ROOM = Subject(code="VP", kind=SubjectKind.COLLECTIVE, name="Văn phòng Sở", category="CO_QUAN", unit="SNV")
VILLAGE = Subject(code="B01", kind=SubjectKind.COLLECTIVE, name="Bản Đỗ", category="BAN")
PERSON = Subject(
    code="CB001",
    kind=SubjectKind.PERSON,
    name="Đặng Thị Ưởng",
    category="CBCCVC",
    unit="VP",
    birth=PartialDate(1985, 3, 12),
    sex=Sex.FEMALE,
    citizen_id="042185001234",
    ethnicity="Kinh",
    start=PartialDate(2010, 6),
    traits=("TRUC_TIEP", "CAP_CO_SO"),
    note="Dòng một\nDòng hai",
)
HOUSEHOLD = Subject(
    code="HO01",
    kind=SubjectKind.HOUSEHOLD,
    name="Hộ Giàng A Páo",
    category="HO",
    locality="B01",
    birth=PartialDate(1970),
    leads=("TC_01",),
)

RECORDS = Records(
    # The person comes before the unit: rows may stand in any order.
    subjects=(PERSON, ROOM, OFFICE, HOUSEHOLD, VILLAGE),
    positions=(
        Position(subject="CB001", title="Chuyên viên", leading=False, start=date(2010, 6, 1), end=date(2020, 12, 31)),
        Position(
            subject="CB001", title="Chánh Văn phòng", leading=True, head=True, collective="VP", start=date(2021, 1, 1)
        ),
    ),
    ratings=(
        Rating(subject="CB001", year=2023, grade=Grade.HTTNV, decision="79/QĐ-SNgV", date=date(2023, 12, 14)),
        Rating(subject="CB001", year=2024, grade=Grade.HTXSNV, issuer="Sở Ngoại vụ"),
        Rating(subject="VP", year=2024, grade=Grade.HTTNV),
    ),
    awards=(
        Award(
            subject="CB001",
            form="BK_TINH",
            written="Bằng khen của UBND tỉnh",
            decision="312/QĐ-UBND",
            date=date(2022, 3, 15),
            issuer="Chủ tịch UBND tỉnh",
            revoked=date(2024, 6, 1),
            content="Thành tích xuất sắc",
        ),
        Award(subject="CB001", form="CSTD_CS", year=2023, decision="81/QĐ-SNgV", refused=True),
        Award(subject="CB001", form="LDTT", year=2023),
        Award(subject="CB001", form="LDTT", year=2023),
    ),
    initiatives=(
        Initiative(
            subject="CB001",
            name="Số hóa hồ sơ",
            kind="SANG_KIEN",
            level="TINH",
            decision="2890/QĐ-UBND",
            date=date(2023, 11, 22),
            issuer="UBND tỉnh",
            share=62.5,
            effective=True,
            effective_on=date(2024, 12, 10),
        ),
    ),
    indicators=(Indicator(subject="SNV", indicator="CHI_SO_CCHC", year=2021, actual=84.2, unit_of_measure="điểm"),),
    household_statuses=(HouseholdStatus(subject="HO01", year=2021, state=HouseholdState.NEAR_POOR),),
    contributions=(Contribution(subject="HO01", kind="DAT", amount=120.0, unit_of_measure="m2", place="Bản Đỗ"),),
    attestations=(
        Attestation(subject="CB001", criterion="X_01", passed=True, attester="Phó Giám đốc", date=date(2025, 12, 5)),
        Attestation(subject="CB001", criterion="X_02", passed=False),
    ),
    disciplines=(Discipline(subject="CB001", form="Khiển trách", date=date(2019, 5, 15), expires=date(2020, 5, 15)),),
    registrations=(
        Registration(subject="CB001", plan="KH1", introducer="VP", date=date(2021, 3, 26), year=2021, model="Mẫu"),
        Registration(subject="HO01", plan="KH1", field="NGUOI_NGHEO", level="CO_SO"),
    ),
    plan_documents=(
        PlanDocument(plan="KH1", milestone="M01", unit="VP", number="03/BC-VP", date=date(2021, 3, 24)),
        PlanDocument(plan="KH1", milestone="M01", date=date(2021, 3, 28)),
    ),
)
"""At least one row of every kind, with every optional field filled in some row and empty in another."""

ROUND = Round(
    plan="KH1", stage=Stage.REGISTRATION, year=2025, name="Đăng ký 2025", on=date(2025, 12, 20), readings={"N3": "a"}
)
FROZEN = FrozenVerdict(
    verdict=Verdict.CHUA_DAT,
    on=date(2025, 12, 20),
    plan_version="1",
    readings={"N3": "a"},
    frozen_at=datetime(2025, 12, 20, 9, 30),  # noqa: DTZ001 - an office's clock shows local time
    criteria=(
        FrozenCriterion(
            code="X_01",
            verdict=Verdict.THIEU_DU_LIEU,
            message="Cần 3 năm; có 2 năm.",
            need=3,
            have=2,
            missing=1,
            evidence=("72/QĐ-SNgV",),
            source="III.1",
        ),
    ),
    warnings=("Có kỷ luật.",),
)


def candidate(round_id: int, subject: str = "CB001", order: int = 1) -> Candidate:
    return Candidate(
        round_id=round_id,
        subject=subject,
        field="COT_CAN",
        frozen=FROZEN,
        order=order,
        chosen_at=datetime(2025, 12, 20, 9, 31),  # noqa: DTZ001 - an office's clock shows local time
        introducer="VP",
        reason="Theo biên bản",
        reason_by="Văn thư",
    )
