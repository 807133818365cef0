// <input type=file data-shrink="/static/vendor/photos.js">: photos are made smaller before they leave.
(() => {
  const d = document;
  const pending = new WeakMap();

  d.addEventListener('change', (e) => {
    const input = e.target;
    if (input.type !== 'file') return;
    const said = input.closest('.drop')?.querySelector('[data-chosen]');
    if (said) said.textContent = [...input.files].map((file) => file.name).join(', ');
    if (!input.dataset.shrink || !input.files.length || !input.form) return;
    const form = input.form;
    const work = import(input.dataset.shrink).then((photos) => photos.shrink(input)).catch(() => {}).finally(() => { if (pending.get(form) === work) pending.delete(form); });
    pending.set(form, work);
  });

  // Sent too soon: wait for the photo, then send.
  addEventListener('submit', (e) => {
    const work = pending.get(e.target);
    if (!work) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    const { target: form, submitter } = e;
    work.finally(() => form.requestSubmit(submitter));
  }, true);
})();
