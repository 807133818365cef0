from sqlalchemy import String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.tenancy import TenantScoped


class CvSettings(TenantScoped, Base):
    """What heads the CV, and which of it appears; the titles come from the career."""

    __tablename__ = "career_cv_settings"

    name: Mapped[str | None] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(254))
    city: Mapped[str | None] = mapped_column(String(100))
    licence: Mapped[str | None] = mapped_column(String(50))
    languages_fr: Mapped[str | None] = mapped_column(String(200))
    languages_en: Mapped[str | None] = mapped_column(String(200))
    intro_fr: Mapped[str | None] = mapped_column(String(400))
    intro_en: Mapped[str | None] = mapped_column(String(400))
    training_fr: Mapped[str | None] = mapped_column(String(400))
    training_en: Mapped[str | None] = mapped_column(String(400))
    skills_fr: Mapped[str | None] = mapped_column(String(400))
    skills_en: Mapped[str | None] = mapped_column(String(400))
    shown: Mapped[list[str]] = mapped_column(JSONB, default=list)  # values of cv.forms.Part
    job_words: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)  # English, by key of the function

    __table_args__ = (UniqueConstraint("workspace_id"),)
