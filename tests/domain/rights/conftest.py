"""Fewer examples, always the same and as they come, when thousands of changed copies of the calculation are tried."""

from hypothesis import Phase, settings

settings.register_profile(
    "mutants",
    max_examples=10,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
)
