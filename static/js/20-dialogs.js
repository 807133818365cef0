// <a href="/its-page" data-dialog="ID"> opens the dialog in place; <form data-confirm="…?"> asks first.
// Without script the server asks, on a page: what is asked here is sent as confirmed=y.
(() => {
  const d = document;
  let asked = null;

  // data-focus rather than autofocus, which browsers also obey, and complain about, outside dialogs.
  function show(dialog) {
    dialog.showModal();
    dialog.querySelector('[data-focus]')?.focus();
  }

  d.addEventListener('click', (e) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey) return;
    const opener = e.target.closest?.('[data-dialog]');
    const dialog = opener && d.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      e.preventDefault();
      e.stopPropagation();
      show(dialog);
      return;
    }
    // A tap outside the sheet lands on the dialog itself.
    if (e.target.matches?.('dialog[open]') && outside(e)) e.target.close();
    if (e.target.closest?.('[data-close]')) e.target.closest('dialog')?.close();
    if (e.target.closest?.('dialog[open] a[href]')) e.target.closest('dialog').close();
  }, true);

  function outside(e) {
    const box = e.target.getBoundingClientRect();
    return e.clientY < box.top || e.clientY > box.bottom || e.clientX < box.left || e.clientX > box.right;
  }

  d.addEventListener('submit', (e) => {
    const form = e.target;
    const text = e.submitter?.dataset.confirm ?? form.dataset.confirm;
    const model = d.getElementById('ask');
    if (!text || !model || asked === form) { asked = null; return; }
    e.preventDefault();
    e.stopImmediatePropagation();
    ask(model, text, e.submitter?.textContent.trim() ?? '', () => { asked = form; say(form); form.requestSubmit(e.submitter); });
  }, true);

  function say(form) {
    if (form.elements.confirmed) return;
    form.append(Object.assign(d.createElement('input'), { type: 'hidden', name: 'confirmed', value: 'y' }));
  }

  function ask(model, text, verb, go) {
    const dialog = model.content.firstElementChild.cloneNode(true);
    dialog.querySelector('[data-ask-text]').textContent = text;
    const yes = dialog.querySelector('[data-ask-yes]');
    if (verb) yes.textContent = verb;
    const back = d.activeElement;
    yes.addEventListener('click', () => { dialog.close('yes'); });
    dialog.addEventListener('close', () => {
      dialog.remove();
      back?.focus?.();
      if (dialog.returnValue === 'yes') go();
    });
    d.body.append(dialog);
    show(dialog);
  }

  const open = () => d.querySelectorAll('dialog[data-open]').forEach((dialog) => { if (!dialog.open) show(dialog); });
  if (d.readyState === 'loading') d.addEventListener('DOMContentLoaded', open); else open();
  d.addEventListener('htmx:after:swap', open);
})();
