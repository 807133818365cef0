from flask import Blueprint, render_template

from webapp.core.access import access, public
from webapp.domain.permissions import Permission

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def landing():
    return render_template("home/landing.html")


@bp.get("/w/<workspace>/")
@access(Permission.WORKSPACE_READ)
def today():
    return render_template("home/today.html")


@bp.get("/w/<workspace>/add")
@access(Permission.WORKSPACE_READ)
def add():
    return render_template("home/add.html")


@bp.get("/w/<workspace>/more")
@access(Permission.WORKSPACE_READ)
def more():
    return render_template("home/more.html")


@bp.get("/w/<workspace>/start")
@access(Permission.WORKSPACE_READ)
def start():
    return render_template("home/start.html")
