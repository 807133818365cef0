from hashlib import sha256

from webapp.invoicing.transmission import Status, channel


def test_a_mail_or_a_link_is_not_an_invoice_of_the_reform():
    found = channel()
    receipt = found.send("2026-031", b"%PDF-1.7")
    assert not found.is_electronic
    assert receipt.reference == sha256(b"%PDF-1.7").hexdigest()
    assert found.status(receipt.reference) is receipt.status is Status.HANDED_OVER
