"""Présence comédiens: on which days each role plays, from the strips."""

from dataclasses import dataclass

from webapp.productions.planning.board import Board, DayCard


@dataclass(frozen=True)
class Presence:
    role: str
    days: tuple[DayCard, ...]  # those it plays
    unplaced: int  # its sequences that wait in the pool

    def plays(self, card: DayCard) -> bool:
        return card in self.days


def presences(board: Board) -> list[Presence]:
    """By the number of the role."""
    roles = {role for sequence in board.script for role in sequence.roles}
    return [
        Presence(
            role,
            tuple(card for card in board.cards if any(role in one.roles for one in card.sequences)),
            sum(role in sequence.roles for sequence in board.pool),
        )
        for role in sorted(roles, key=lambda one: (len(one), one))
    ]
