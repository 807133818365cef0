"""One's spaces, their members, and invitations to them."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import Door, access, signed_in
from webapp.core.current import current
from webapp.core.i18n import spoken
from webapp.core.links import open_link
from webapp.core.web import ask_first, invalid, is_confirmed, leave_for, say, see_other
from webapp.domain.permissions import Permission, Role
from webapp.domain.plans.seats import WRITERS, may_add_a_writer
from webapp.domain.refusals import Refused
from webapp.workspaces import actions, queries
from webapp.workspaces.forms import ROLES, AcceptForm, InviteForm, RoleForm, WorkspaceForm

bp = Blueprint("workspaces", __name__)


@bp.get("/workspaces")
@signed_in
def index():
    rows = queries.workspaces_of(current.person.id)
    return render_template("workspaces/index.html", workspaces=rows, roles=ROLES)


@bp.get("/in")
@signed_in
def way_in():
    """Where signing in leads: the first space; its first steps after signing up."""
    spaces = queries.workspaces_of(current.person.id)
    if not spaces:
        return redirect(url_for(".index"))
    page = "home.start" if request.args.get("first") else "home.today"
    return redirect(url_for(page, workspace=spaces[0].slug))


@bp.get("/workspaces/new")
@signed_in
def new():
    return render_template("workspaces/new.html", form=WorkspaceForm())


@bp.post("/workspaces")
@signed_in
def create():
    form = WorkspaceForm()
    if not form.validate_on_submit():
        return invalid("workspaces/new.html", form=form)
    own_name = queries.name_of(current.person.id) or form.name.data
    workspace = actions.add_workspace(current.person.id, form.name.data, own_name=own_name)
    say(_("Espace créé."))
    return leave_for(url_for("home.today", workspace=workspace.slug))


@bp.get("/w/<workspace>/members")
@access(Permission.WORKSPACE_READ)
def members():
    return render_template("workspaces/members.html", **_page())


@bp.post("/w/<workspace>/settings")
@access(Permission.WORKSPACE_MANAGE)
def rename():
    form = WorkspaceForm()
    if not form.validate_on_submit():
        return invalid("workspaces/members.html", **_page(name_form=form))
    actions.rename(current.workspace_id, form.name.data)
    say(_("Nom enregistré."))
    return see_other(url_for(".members"))


@bp.post("/w/<workspace>/invitations")
@access(Permission.MEMBERS_MANAGE)
def invite():
    form = InviteForm()
    if not form.validate_on_submit():
        return invalid("workspaces/members.html", **_page(invite_form=form))
    role = Role(form.role.data)
    try:
        if answer := _agrees(role, {"email": form.email.data, "role": role.value}):
            return answer
        actions.invite(current.workspace_id, form.email.data, role, by=_me())
    except Refused as refusal:
        form.email.errors = [spoken(refusal.sentence)]
        return invalid("workspaces/members.html", **_page(invite_form=form))
    say(_("Invitation envoyée à %(email)s.", email=form.email.data))
    return see_other(url_for(".members"))


@bp.post("/w/<workspace>/invitations/<uuid:link_id>/resending")
@access(Permission.MEMBERS_MANAGE)
def resend(link_id):
    link = queries.invitation_or_404(current.workspace_id, link_id)
    if answer := _agrees(Role(link.payload["role"])):
        return answer
    actions.invite_again(current.workspace_id, link_id, by=_me())
    say(_("Invitation renvoyée."))
    return see_other(url_for(".members"))


@bp.post("/w/<workspace>/invitations/<uuid:link_id>/revocation")
@access(Permission.MEMBERS_MANAGE)
def revoke(link_id):
    actions.revoke_invitation(current.workspace_id, link_id)
    say(_("Invitation retirée. Son lien ne s’ouvre plus."))
    return see_other(url_for(".members"))


@bp.post("/w/<workspace>/members/<uuid:account_id>/role")
@access(Permission.MEMBERS_MANAGE)
def role(account_id):
    form = RoleForm()
    if not form.validate_on_submit():
        return invalid("workspaces/members.html", **_page())
    asked, before = Role(form.role.data), queries.membership_or_404(current.workspace_id, account_id)
    if before.role not in WRITERS and (answer := _agrees(asked, {"role": asked.value})):
        return answer
    actions.set_role(current.workspace_id, account_id, asked)
    say(_("Rôle changé."))
    return see_other(url_for(".members"))


@bp.post("/w/<workspace>/members/<uuid:account_id>/removal")
@access(Permission.MEMBERS_MANAGE)
def remove(account_id):
    member = queries.membership_or_404(current.workspace_id, account_id)
    if not is_confirmed():
        return ask_first(
            _("Retirer %(name)s de cet espace\u00a0?", name=member.name),
            _("Cette personne n’y aura plus accès."),
            verb=_("Retirer de l’espace"),
            back=url_for(".members"),
        )
    actions.remove(current.workspace_id, account_id)
    if account_id == current.person.id:
        return _out_of_here()
    say(_("Cette personne n’est plus dans l’espace."))
    return see_other(url_for(".members"))


@bp.post("/w/<workspace>/members/leaving")
@signed_in
def leave():
    if not is_confirmed():
        name = current.workspace.name if current.workspace else ""
        return ask_first(
            _("Quitter l’espace %(name)s\u00a0?", name=name),
            _("Vous n’y aurez plus accès."),
            verb=_("Quitter cet espace"),
            back=url_for(".members"),
        )
    actions.remove(current.workspace_id, current.person.id)
    return _out_of_here()


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@access(Door.LINK)
def invitation(token):
    """Read by whoever holds the link; accepted by who is signed in, with whatever address."""
    opened = open_link(queries.INVITATION, token)
    workspace = actions.invited_to(opened)
    known = queries.name_of(current.user.id) if current.user else ""
    form = AcceptForm(name=known)
    shown = {"form": form, "workspace": workspace, "offer": opened.payload}
    if request.method != "POST":
        return render_template("workspaces/invitation.html", **shown)
    if current.user is None:
        return leave_for(url_for("accounts.sign_in", next=request.path))
    if not current.user.is_confirmed:
        return leave_for(url_for("accounts.unconfirmed"))
    if not form.validate_on_submit():
        return invalid("workspaces/invitation.html", **shown)
    actions.accept(opened, current.user.id, name=form.name.data)
    say(_("Vous êtes dans l’espace %(name)s.", name=workspace.name))
    return leave_for(url_for("home.today", workspace=workspace.slug))


def _agrees(role, values=None):
    """The page that tells what one more person who writes costs; nothing when it costs nothing, or is agreed to."""
    cost = actions.comes_to_write(current.workspace_id) if role in WRITERS else None
    if cost is None or is_confirmed():
        return None
    return ask_first(
        _("Une personne de plus qui écrit ?"),
        spoken(cost),
        verb=_("Ajouter à l’abonnement"),
        back=url_for(".members"),
        values=values,
        kind="primary",
    )


def _me():
    return queries.membership_or_404(current.workspace_id, current.person.id)


def _out_of_here():
    session.pop("slug", None)
    say(_("Vous avez quitté l’espace."))
    return leave_for(url_for(".index"))


def _may_leave(members):
    """A space keeps an owner: the only one is not offered what would be refused."""
    return any(one.role == Role.OWNER and one.account_id != current.person.id for one in members)


def _page(invite_form=None, name_form=None):
    manages = current.may(Permission.MEMBERS_MANAGE)
    now, members = clock.now(), queries.members(current.workspace_id)
    writes_alone = current.workspace is not None and not may_add_a_writer(current.workspace.plan, now)
    role = Role.VIEWER if writes_alone else Role.EDITOR
    return {
        "members": members,
        "may_leave": _may_leave(members),
        "invitations": queries.pending_invitations(current.workspace_id, now) if manages else [],
        "invite_form": invite_form or InviteForm(formdata=None, role=role.value),
        "name_form": name_form
        or WorkspaceForm(formdata=None, name=current.workspace.name if current.workspace else ""),
        "roles": ROLES,
        "writes_alone": writes_alone,
    }
