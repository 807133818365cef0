// <button data-share="text" data-share-file="/its.pdf" hidden>: shown where the browser can hand a text, and a file, to another app.
(() => {
  const d = document;
  if (!navigator.share) return;
  const reveal = () => d.querySelectorAll('[data-share]').forEach((button) => { button.hidden = false; });

  d.addEventListener('click', async (e) => {
    const button = e.target.closest?.('[data-share]');
    if (!button) return;
    const what = { text: button.dataset.share };
    const file = button.dataset.shareFile && await fetched(button.dataset.shareFile);
    if (file && navigator.canShare?.({ files: [file] })) what.files = [file];
    // Closing the list of apps is a refusal too: nothing to say.
    navigator.share(what).catch(() => {});
  });

  async function fetched(url) {
    const response = await fetch(url).catch(() => null);
    if (!response?.ok) return null;
    const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'document.pdf';
    return new File([await response.blob()], name, { type: response.headers.get('Content-Type') });
  }

  if (d.readyState === 'loading') d.addEventListener('DOMContentLoaded', reveal); else reveal();
  d.addEventListener('htmx:after:swap', reveal);
})();
