// <span data-until="instant" data-total="60"> counts its seconds down, then the page is read again.
(() => {
  const d = document;
  let timer = 0;

  function tick() {
    const shown = d.querySelector('[data-until]');
    if (!shown) { clearInterval(timer); timer = 0; return; }
    const left = Math.max(0, Math.ceil((Date.parse(shown.dataset.until) - Date.now()) / 1000));
    shown.textContent = `${left}\u00a0s`;
    const bar = d.querySelector('progress[data-total]');
    if (bar) bar.value = bar.max - left;
    if (left) return;
    clearInterval(timer);
    timer = 0;
    setTimeout(() => { if (d.contains(shown)) location.reload(); }, 2500);
  }

  function start() {
    if (!timer && d.querySelector('[data-until]')) { timer = setInterval(tick, 1000); tick(); }
  }
  if (d.readyState === 'loading') d.addEventListener('DOMContentLoaded', start); else start();
  d.addEventListener('htmx:after:swap', start);
})();
