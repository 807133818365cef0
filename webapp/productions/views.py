from flask import Blueprint

bp = Blueprint("productions", __name__)
