// Loaded by the page of a link. A tab looked at again: what says hx-trigger="back from:document" asks whether it
// changed, unless somebody was writing.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && !document.querySelector('main textarea')) document.dispatchEvent(new Event('back'));
});
