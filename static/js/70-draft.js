// <form data-draft> holds a subject, a text, and the ways to send them: each follows what is typed.
document.addEventListener('input', (e) => {
  const form = e.target.closest?.('[data-draft]');
  if (!form) return;
  const { subject, text } = form.elements;
  const body = encodeURIComponent(text.value);
  form.querySelectorAll('a[href^="mailto:"], a[href^="sms:"]').forEach((link) => {
    const [to] = link.getAttribute('href').split('?');
    link.href = to.startsWith('sms:') ? `${to}?body=${body}` : `${to}?subject=${encodeURIComponent(subject.value)}&body=${body}`;
  });
  form.querySelectorAll('[data-copy]').forEach((button) => { button.dataset.copy = text.value; });
  form.querySelectorAll('[data-share]').forEach((button) => { button.dataset.share = text.value; });
});
