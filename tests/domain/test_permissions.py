import pytest

from webapp.domain.permissions import ROLE_GRANTS, Permission, Role, may


def test_every_permission_is_named_scope_and_action() -> None:
    assert {permission.action for permission in Permission} == {"read", "write", "manage"}
    assert all(f"{permission.scope}:{permission.action}" == permission for permission in Permission)


def test_every_role_has_its_line_in_the_table() -> None:
    assert set(ROLE_GRANTS) == set(Role)


def test_an_owner_may_do_everything() -> None:
    assert all(may(Role.OWNER, permission) for permission in Permission)


@pytest.mark.parametrize("permission", Permission)
def test_an_editor_reads_and_writes_but_does_not_manage(permission: Permission) -> None:
    assert may(Role.EDITOR, permission) is not permission.endswith(":manage")


@pytest.mark.parametrize("permission", Permission)
def test_a_viewer_only_reads(permission: Permission) -> None:
    assert may(Role.VIEWER, permission) is permission.endswith(":read")
