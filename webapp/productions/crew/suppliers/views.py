from flask import render_template, url_for
from flask_babel import gettext as _

from webapp.contacts.models import Kind
from webapp.contacts.queries import names_like
from webapp.core.access import access
from webapp.core.web import invalid, say, see_other
from webapp.productions.crew import labels, queries
from webapp.productions.crew.entries import Reach
from webapp.productions.crew.models import SupplierKind
from webapp.productions.crew.suppliers import actions
from webapp.productions.crew.suppliers.forms import NewSupplierForm, SupplierForm
from webapp.productions.crew.views import BASE, READ, WRITE, bp
from webapp.productions.queries import production_or_404

SUPPLIER = f"{BASE}/suppliers/<supplier>"


@bp.get(f"{BASE}/suppliers/")
@access(READ)
def suppliers(production):
    show = production_or_404(production)
    return render_template(
        "productions/crew/suppliers.html",
        production=show,
        suppliers=queries.suppliers_of(show.id),
        labels=labels,
    )


@bp.get(f"{BASE}/suppliers/new")
@access(WRITE)
def new_supplier(production):
    return render_template(
        "productions/crew/supplier_new.html",
        production=production_or_404(production),
        form=NewSupplierForm(formdata=None),
        companies=names_like("", Kind.COMPANY),
    )


@bp.post(f"{BASE}/suppliers/")
@access(WRITE)
def create_supplier(production):
    show, form = production_or_404(production), NewSupplierForm()
    if not form.validate_on_submit():
        return invalid(
            "productions/crew/supplier_new.html",
            production=show,
            form=form,
            companies=names_like("", Kind.COMPANY),
        )
    actions.add_supplier(show.id, *_typed(form))
    say(_("Ajouté."))
    return see_other(url_for(".suppliers", production=production))


@bp.get(f"{SUPPLIER}/edit")
@access(WRITE)
def edit_supplier(production, supplier):
    show = production_or_404(production)
    row, company = queries.supplier_or_404(show.id, supplier)
    return render_template(
        "productions/crew/supplier_edit.html", production=show, supplier=row, form=_form_of(row, company)
    )


@bp.post(SUPPLIER)
@access(WRITE)
def update_supplier(production, supplier):
    show = production_or_404(production)
    row, company = queries.supplier_or_404(show.id, supplier)
    form = _form_of(row, company)
    if not form.validate_on_submit():
        return invalid("productions/crew/supplier_edit.html", production=show, supplier=row, form=form)
    actions.update_supplier(row, company, *_typed(form))
    say(_("Enregistré."))
    return see_other(url_for(".suppliers", production=production))


@bp.post(f"{SUPPLIER}/removal")
@access(WRITE)
def remove_supplier(production, supplier):
    show = production_or_404(production)
    row, company = queries.supplier_or_404(show.id, supplier)
    actions.remove_supplier(row)
    say(
        _("%(name)s n’est plus sur cette production.", name=company.name),
        undo=url_for(".restore_supplier", production=production, supplier=supplier),
    )
    return see_other(url_for(".suppliers", production=production))


@bp.post(f"{SUPPLIER}/return")
@access(WRITE)
def restore_supplier(production, supplier):
    show = production_or_404(production)
    actions.restore_supplier(queries.supplier_or_404(show.id, supplier, deleted=True)[0])
    say(_("Remis sur cette production."))
    return see_other(url_for(".suppliers", production=production))


def _form_of(supplier, company):
    return SupplierForm(
        obj=supplier, data={"name": company.name, "phone": company.phone, "email": company.email}
    )


def _typed(form):
    terms = actions.Terms(SupplierKind(form.kind.data), form.purpose.data)
    return terms, Reach(form.name.data, form.phone.data, form.email.data)
