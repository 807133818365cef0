// "/" and Ctrl or Cmd K open the search, from anywhere.
document.addEventListener('keydown', (e) => {
  const typing = e.target.closest?.('input, textarea, select, [contenteditable], dialog');
  const asked = e.key === 'k' ? (e.ctrlKey || e.metaKey) : e.key === '/' && !typing;
  const link = asked && document.querySelector('[data-find]');
  if (!link) return;
  e.preventDefault();
  (document.querySelector('[data-search] [name=q]') ?? link)[link.ariaCurrent ? 'select' : 'click']();
});
