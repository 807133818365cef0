// Loaded by a page that waits: <span data-until="instant"> counts its seconds down, then the page is read again.
(() => {
  const d = document;
  const timer = setInterval(tick, 1000);
  tick();

  function tick() {
    const shown = d.querySelector('[data-until]');
    if (!shown) { clearInterval(timer); return; }
    const left = Math.max(0, Math.ceil((Date.parse(shown.dataset.until) - Date.now()) / 1000));
    shown.textContent = `${left}\u00a0s`;
    const bar = d.querySelector('progress[data-total]');
    if (bar) bar.value = bar.max - left;
    if (left) return;
    clearInterval(timer);
    setTimeout(() => { if (d.contains(shown)) location.reload(); }, 2500);
  }
})();
