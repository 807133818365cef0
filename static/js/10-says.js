// Toasts, and the line that says the network is gone. Sentences come from #says in the page.
(() => {
  const d = document;
  const WAIT = 8000;
  const timers = new WeakMap();
  const region = () => d.getElementById('toasts');
  const sentence = (key) => d.getElementById('says')?.dataset[key] ?? '';

  const later = (toast) => timers.set(toast, setTimeout(() => toast.remove(), WAIT));
  const pause = () => region()?.querySelectorAll('.toast').forEach((toast) => { clearTimeout(timers.get(toast)); timers.delete(toast); });
  const resume = () => region()?.querySelectorAll('.toast').forEach((toast) => { if (!timers.has(toast)) later(toast); });
  const held = () => region()?.matches(':hover, :focus-within');

  function show(text, kind = 'ok') {
    if (!text || !region()) return;
    const toast = d.createElement('div');
    toast.className = `toast ${kind}`;
    toast.append(Object.assign(d.createElement('span'), { textContent: text }));
    region().append(toast);
    later(toast);
  }

  // A live region is read when its content changes, not when it arrives already filled.
  function announce() {
    const toasts = region()?.querySelectorAll('.toast') ?? [];
    if (!toasts.length) return;
    const kept = [...toasts].filter((toast) => !timers.has(toast));
    kept.forEach((toast) => toast.remove());
    setTimeout(() => { region()?.append(...kept); if (!held()) resume(); }, 60);
  }

  for (const [name, act] of [['pointerover', pause], ['focusin', pause], ['pointerout', resume], ['focusout', resume]]) {
    d.addEventListener(name, (e) => {
      if (!e.target.closest?.('#toasts')) return;
      setTimeout(() => (act === resume && held() ? null : act()));
    });
  }

  d.addEventListener('click', async (e) => {
    e.target.closest?.('[data-dismiss]')?.closest('.toast')?.remove();
    const copy = e.target.closest?.('[data-copy]');
    if (!copy) return;
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
      show(sentence('copied'));
    } catch {
      show(sentence('notCopied'), 'warn');
    }
  });

  function network(online) {
    const shown = d.getElementById('net');
    if (online && !shown) return;
    const line = d.getElementById(online ? 'net-back' : 'net-gone')?.content.firstElementChild?.cloneNode(true);
    shown?.remove();
    if (!line) return;
    line.id = 'net';
    (d.querySelector('.app') ?? d.querySelector('main')).before(line);
    if (online) setTimeout(() => line.remove(), WAIT);
  }
  addEventListener('offline', () => network(false));
  addEventListener('online', () => network(true));

  function arrive() {
    announce();
    if (!navigator.onLine) network(false);
  }
  if (d.readyState === 'loading') d.addEventListener('DOMContentLoaded', arrive); else arrive();
  d.addEventListener('htmx:after:swap', (e) => (e.detail.ctx.target === d.body ? arrive() : resume()));

  window.raccord = { show, sentence };
})();
