// Loaded by the page of a link: it prints. A tab looked at again: what says hx-trigger="back from:document" asks whether it
// changed, unless somebody was writing.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && !document.querySelector('main textarea')) document.dispatchEvent(new Event('back'));
});
document.addEventListener('click', (e) => {
  if (e.target.closest?.('[data-print]')) print();
});
