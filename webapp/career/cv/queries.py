from sqlalchemy import select

from webapp.career.cv.models import CvSettings
from webapp.career.cv.parts import Part
from webapp.core.db import db


def settings() -> CvSettings:
    """Those kept, else new ones that show everything."""
    found = db().scalar(select(CvSettings))
    return found or CvSettings(shown=list(Part), job_words={})
