// Loaded by the page of a link: <button data-print> prints it; a tab looked at again asks, where it says
// hx-trigger="back from:document", whether it changed, unless somebody was writing.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && !document.querySelector('main textarea')) document.dispatchEvent(new Event('back'));
});
document.addEventListener('click', (e) => { if (e.target.closest?.('[data-print]')) print(); });
