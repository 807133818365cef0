from flask import render_template, request, url_for
from flask_babel import gettext as _

from webapp.core.access import access
from webapp.core.web import invalid, page_asked, render_page, say, see_other
from webapp.invoicing import words
from webapp.invoicing.facturx.told import rate
from webapp.invoicing.seller import queries
from webapp.invoicing.seller.catalogue import actions
from webapp.invoicing.seller.catalogue.forms import ItemForm
from webapp.invoicing.seller.views import BASE, READ, WRITE, bp

LIST = f"{BASE}/catalogue"
ONE = f"{LIST}/<item_id>"


@bp.get(LIST)
@access(READ)
def catalogue():
    asked, page = request.args.get("q", "").strip()[:200], page_asked()
    return render_page(
        "invoicing/seller/catalogue/index.html",
        "invoicing/seller/catalogue/_found.html",
        items=queries.catalogue_found(asked, page),
        found=queries.count_of_catalogue(asked),
        asked=asked,
        page_number=page,
        per_page=queries.PAGE,
        vat_rate=rate,
        words=words,
    )


@bp.get(f"{LIST}/new")
@access(WRITE)
def new_item():
    form = ItemForm(data={"words": request.args.get("words")})
    return render_template("invoicing/seller/catalogue/form.html", form=form, item=None)


@bp.post(LIST)
@access(WRITE)
def create_item():
    form = ItemForm()
    if not form.validate_on_submit():
        return invalid("invoicing/seller/catalogue/form.html", form=form, item=None)
    actions.add_item(form.values())
    say(_("Prestation ajoutée."))
    return see_other(url_for(".catalogue"))


@bp.get(ONE)
@access(WRITE)
def edit_item(item_id):
    item = queries.item_or_404(item_id)
    return render_template("invoicing/seller/catalogue/form.html", form=ItemForm(obj=item), item=item)


@bp.post(ONE)
@access(WRITE)
def update_item(item_id):
    item = queries.item_or_404(item_id)
    form = ItemForm()
    if not form.validate_on_submit():
        return invalid("invoicing/seller/catalogue/form.html", form=form, item=item)
    actions.update_item(item, form.values())
    say(_("Prestation enregistrée."))
    return see_other(url_for(".catalogue"))


@bp.post(f"{ONE}/deletion")
@access(WRITE)
def delete_item(item_id):
    item = queries.item_or_404(item_id)
    actions.delete_item(item)
    say(
        _("«\u00a0%(name)s\u00a0» n’est plus dans vos prestations.", name=item.words),
        undo=url_for(".restore_item", item_id=item_id),
    )
    return see_other(url_for(".catalogue"))


@bp.post(f"{ONE}/restoration")
@access(WRITE)
def restore_item(item_id):
    actions.restore_item(queries.item_or_404(item_id, deleted=True))
    say(_("Prestation rétablie."))
    return see_other(url_for(".catalogue"))
