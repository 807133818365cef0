"""What Hypothesis sells."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from webapp.domain.invoices.document import Line, Nature, Treatment
from webapp.domain.invoices.treatment import treated

RATES = (2000, 1000, 550, 210, 850)
NATURES = (Nature.SERVICE, Nature.GOODS, Nature.EXPENSE, Nature.DISBURSEMENT)

typed_lines = st.lists(
    st.builds(
        lambda price, quantity, discount, rate, nature: Line(
            "Ligne", price, quantity=quantity, discount_bp=discount, vat_bp=rate, nature=nature
        ),
        st.integers(1, 5_000_00),
        st.integers(1, 40_00),
        st.sampled_from((0, 0, 0, 1000, 3333, 10_000)),
        st.sampled_from(RATES),
        st.sampled_from(NATURES),
    ),
    min_size=1,
    max_size=8,
)
sold_lines = st.builds(
    lambda lines, treatment: tuple(treated(line, treatment) for line in lines),
    typed_lines,
    st.sampled_from(Treatment),
)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
