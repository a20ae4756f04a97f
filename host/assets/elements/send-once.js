// A form that is on its way is not sent again by a second click. Coming back to the page (bfcache) frees it.
document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = 'true';
});

addEventListener('pageshow', event => {
  if (event.persisted) document.querySelectorAll('form[data-sending]').forEach(form => delete form.dataset.sending);
});
