import re

import pytest
import segno

from tests.invoicing.samples import AMERICAN, BELGIAN, SAMPLES, SELLER, document
from webapp.domain.invoices.document import Document
from webapp.invoicing.facturx.transfer import code_of, shown


def test_the_code_asks_for_what_is_left_to_pay():
    code = code_of(SAMPLES["vat"], 412_50)
    asked = (
        "BCD", "002", "1", "SCT", SELLER.bic, SELLER.name, SELLER.iban, "EUR412.5", "", "", "2026-031",
    )  # fmt: skip
    expected = segno.make_qr("\n".join(asked), error="m", boost_error=False)
    drawn = re.search(r' d="(M4 [^"]+)"', expected.svg_inline(border=4, omitsize=True))
    assert code is not None and drawn is not None
    assert f'd="{drawn[1]}"' in shown(code)


@pytest.mark.parametrize(
    ("of", "cents"),
    [
        (document(client=AMERICAN), 100_00),  # no bank there reads it
        (document(client=BELGIAN), 0),
        (document(client=BELGIAN), 1_000_000_000_00),  # more than a transfer may be
    ],
)
def test_there_is_no_code_where_no_transfer_goes(of: Document, cents: int):
    assert code_of(of, cents) is None


def test_there_is_one_all_over_the_area_of_these_transfers():
    assert code_of(document(client=BELGIAN), 100_00)
