// Brought by the page of search: arrows walk through the results, Enter opens, Escape goes back.
export function serve(page) {
  if ('served' in page.dataset) return;
  page.dataset.served = '';
  const field = page.querySelector('[name=q]');
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  const links = () => [...page.querySelectorAll('#found a.rowlink')];

  page.addEventListener('keydown', (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey || e.isComposing) return;
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') walk(e);
    if (e.key === 'Escape') leave(e);
    if (e.key === 'Enter' && e.target === field) open(e);
  });

  // The first result, once the results are those of what is typed.
  function open(e) {
    const said = page.querySelector('#found').dataset.said;
    if (!links().length || said !== field.value.trim()) return;
    e.preventDefault();
    links()[0].click();
  }

  function walk(e) {
    const stops = [field, ...links()];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (e.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    e.preventDefault();
    next.focus();
  }

  function leave(e) {
    e.preventDefault();
    if (document.activeElement !== field) field.focus();
    else if (history.length > 1) history.back();
    else document.querySelector('.tabbar .brand').click();
  }
}
