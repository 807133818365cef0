// "/" and Ctrl or Cmd K open the search, from anywhere; its page, <div data-search="/its-script.js">, brings the rest.
(() => {
  const d = document;
  d.addEventListener('keydown', (e) => {
    const typing = e.target.closest?.('input, textarea, select, [contenteditable], dialog');
    const asked = e.key === 'k' ? e.ctrlKey || e.metaKey : e.key === '/' && !typing;
    const link = asked && (d.querySelector('[data-search] input') ?? d.querySelector('[data-find]'));
    if (!link) return;
    e.preventDefault();
    (link.select ?? link.click).call(link);
  });
  const bring = () => {
    const page = d.querySelector('[data-search]');
    if (page) import(page.dataset.search).then(({ serve }) => serve(page));
  };
  if (d.readyState === 'loading') d.addEventListener('DOMContentLoaded', bring); else bring();
  d.addEventListener('htmx:after:swap', bring);
})();
