"""Who may do what at the proof desk: four roles, each may do all that those before it may."""

from enum import StrEnum


class Action(StrEnum):
    """What people do with pages."""

    READ = "read"
    NOTE = "note"  # write a note, reply, set done and undone
    PRINT = "print"  # say that a proof was pulled
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    RELEASE = "release"
    UNRELEASE = "unrelease"


class Role(StrEnum):
    """From the least to the most."""

    READ = "read"
    NOTE = "note"
    APPROVE = "approve"
    RELEASE = "release"

    @property
    def may(self) -> tuple["Role", ...]:
        """This one and those before it."""
        order = tuple(Role)
        return order[: order.index(self) + 1]

    def allows(self, action: Action | str) -> bool:
        """Whether somebody of this role may do that. An action that nobody knows is allowed to nobody."""
        needed = _NEEDED.get(str(action))
        return needed in self.may


_NEEDED = {
    str(action): role
    for action, role in {
        Action.READ: Role.READ,
        Action.NOTE: Role.NOTE,
        Action.PRINT: Role.NOTE,
        Action.APPROVE: Role.APPROVE,
        Action.WITHDRAW: Role.APPROVE,
        Action.RELEASE: Role.RELEASE,
        Action.UNRELEASE: Role.RELEASE,
    }.items()
}
