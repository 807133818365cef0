// <button data-share="text" hidden>: shown where the browser can hand a text to another app.
(() => {
  const d = document;
  if (!navigator.share) return;
  const reveal = () => d.querySelectorAll('[data-share]').forEach((button) => { button.hidden = false; });

  d.addEventListener('click', (e) => {
    const button = e.target.closest?.('[data-share]');
    // Closing the list of apps is a refusal too: nothing to say.
    if (button) navigator.share({ text: button.dataset.share }).catch(() => {});
  });

  if (d.readyState === 'loading') d.addEventListener('DOMContentLoaded', reveal); else reveal();
  d.addEventListener('htmx:after:swap', reveal);
})();
