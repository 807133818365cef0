// Where the eye and the keyboard are after a swap.
(() => {
  const d = document;
  let from = location.pathname;

  const place = (url) => `at ${url ?? location.pathname + location.search}`;
  const restored = (ctx) => ctx.request.headers['HX-History-Restore-Request'];
  const focus = (element) => {
    if (!element) return;
    if (!element.matches('a, button, input, select, textarea, [tabindex]')) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };

  d.addEventListener('htmx:before:swap', (e) => {
    from = location.pathname;
    const ctx = e.detail.ctx;
    if (ctx.target === d.body && !restored(ctx)) sessionStorage.setItem(place(), String(scrollY));
  });

  d.addEventListener('htmx:after:swap', (e) => {
    const ctx = e.detail.ctx;
    const target = ctx.target?.isConnected ? ctx.target : d.getElementById(ctx.target?.id) ?? d.body;
    const wrong = ctx.response?.status === 422 && (target.querySelector('[aria-invalid=true]') ?? target.querySelector('[role=alert]'));
    if (wrong) {
      focus(wrong);
      wrong.scrollIntoView({ block: 'center' });
    } else if (ctx.target === d.body) {
      arrived(ctx);
    } else if (d.activeElement === d.body && ctx.sourceEvent?.type !== 'load') {
      focus(target.querySelector('[autofocus], a.item, h2, h3') ?? target.closest('section')?.querySelector('h2, h3'));
    }
    centre();
  });

  function arrived(ctx) {
    const asked = ctx.request.method !== 'GET' && d.querySelector('main [autofocus]');
    if (restored(ctx)) {
      scrollTo(0, Number(sessionStorage.getItem(place()) ?? 0));
    } else if (asked) {
      asked.focus({ preventScroll: true });
      asked.scrollIntoView({ block: 'center' });
    } else if (!ctx.request.anchor && (ctx.request.method === 'GET' || from !== location.pathname)) {
      scrollTo(0, 0);
    }
    const active = d.activeElement;
    if (!active || active === d.body || ctx.request.method === 'GET' && !active.matches('main [autofocus]')) focus(d.querySelector('main'));
  }


  // Tabs scroll sideways on a phone: the current one comes into view.
  function centre() {
    d.querySelectorAll('.tabs [aria-current], .dayrail [aria-current]').forEach((tab) => {
      const rail = tab.closest('.tabs, .dayrail');
      rail.scrollLeft = tab.offsetLeft - (rail.clientWidth - tab.offsetWidth) / 2;
    });
  }
  if (d.readyState === 'loading') d.addEventListener('DOMContentLoaded', centre); else centre();
})();
