from flask import Blueprint

bp = Blueprint("rights", __name__)
