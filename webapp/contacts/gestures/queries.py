from sqlalchemy import select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Gesture
from webapp.core.db import db


def gesture_or_404(gesture_id: str) -> Gesture:
    """Held until the end: two who take it back at once do it once."""
    gesture = db().scalar(select(Gesture).where(Gesture.public_id == gesture_id).with_for_update())
    if gesture is None:
        raise NotFound
    return gesture
