// What surrounds a request: one submission at a time, failures said in words, other kinds of answers.
(() => {
  const d = document;
  const busy = new Map();

  function free(form) {
    const button = busy.get(form);
    busy.delete(form);
    if (!button) return;
    button.disabled = false;
    button.removeAttribute('aria-busy');
  }

  d.addEventListener('submit', (e) => {
    const form = e.target;
    if (form.method === 'dialog') return;
    if (busy.has(form)) { e.preventDefault(); e.stopImmediatePropagation(); return; }
    if (form.method !== 'post') return;
    const button = e.submitter ?? form.querySelector('button:not([type=button])');
    busy.set(form, button);
    // After this turn, so that the name and value of the button are still sent.
    setTimeout(() => {
      if (!busy.has(form) || !button) return;
      button.setAttribute('aria-busy', 'true');
      button.disabled = true;
    });
  }, true);

  d.addEventListener('htmx:finally:request', (e) => [...busy.keys()].forEach((form) => {
    if (form === e.target || !form.isConnected || form.contains(e.target)) free(form);
  }));
  // Coming back to a page kept in memory finds its buttons ready and its sheets closed.
  addEventListener('pageshow', (e) => {
    if (!e.persisted) return;
    [...busy.keys()].forEach(free);
    d.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
  });

  function failed(e) {
    const ctx = e.detail.ctx;
    if (!ctx?.request) return;
    if (ctx.response && ctx.response.status < 500) return;
    const reading = /GET|HEAD/.test(ctx.request.method);
    window.raccord.show(window.raccord.sentence(reading ? 'unread' : 'failed'), 'danger');
  }
  d.addEventListener('htmx:response:error', failed);
  d.addEventListener('htmx:error', failed);

  d.addEventListener('htmx:config:request', (e) => {
    const ctx = e.detail.ctx;
    const files = ctx.request.body instanceof FormData && [...ctx.request.body.values()].some((v) => v instanceof File && v.size);
    if (files) ctx.request.timeout = 120000;
    ctx.fetch = (...order) => fetched(ctx, ...order);
  });

  const leave = (url) => { location.assign(url); throw new DOMException('', 'AbortError'); };
  const script = () => d.querySelector('script[src*="/vendor/app.js"]')?.getAttribute('src');

  // A page taken whole: its own sheets are loaded before it shows, a file or a newer version gets a real navigation.
  async function fetched(ctx, ...order) {
    const response = await window.fetch(...order);
    if (ctx.target !== d.body || response.headers.has('HX-Location') || response.headers.has('HX-Redirect')) return response;
    const reading = ctx.request.method === 'GET' || response.redirected;
    const html = (response.headers.get('Content-Type') ?? '').startsWith('text/html');
    if (!html) return reading && response.ok ? leave(response.url) : response;
    const text = await response.clone().text();
    const theirs = text.match(/<script src="([^"]*\/vendor\/app\.js[^"]*)"/)?.[1];
    if (reading && response.ok && theirs !== script()) leave(response.url);
    await Promise.all([...text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((found) => sheet(found[1])));
    return response;
  }

  function sheet(href) {
    if (d.querySelector(`link[rel=stylesheet][href="${CSS.escape(href)}"]`)) return null;
    return new Promise((done) => {
      const link = Object.assign(d.createElement('link'), { rel: 'stylesheet', href, onload: done, onerror: done });
      d.head.append(link);
    });
  }
})();
