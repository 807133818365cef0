from webapp.core.addresses import absolute
from webapp.core.mail import send_mail
from webapp.domain.permissions import Role
from webapp.workspaces.models import Workspace


def send_invitation(email: str, token: str, *, workspace: Workspace, role: Role, inviter: str) -> None:
    """In the language of who invites: nothing is known of the invited one."""
    send_mail(
        email,
        "workspaces/mail/invitation.txt",
        workspace_id=workspace.id,
        url=absolute("workspaces.invitation", token=token),
        workspace=workspace.name,
        inviter=inviter,
        role=role.value,
    )
