// Comfort only: every page works without this file.

for (const button of document.querySelectorAll('[data-reveal]')) {
  const input = document.getElementById(button.getAttribute('aria-controls'));
  const [show, hide] = [button.textContent, button.dataset.reveal];
  const setShown = (isShown) => {
    input.type = isShown ? 'text' : 'password';
    button.textContent = isShown ? hide : show;
    button.setAttribute('aria-label', `${button.textContent}: ${input.labels[0].textContent}`);
  };
  setShown(false);
  button.hidden = false;
  button.addEventListener('click', () => {
    setShown(input.type === 'password');
    input.focus();
  });
  // Password keepers save what was typed into a password field.
  input.form.addEventListener('submit', () => setShown(false));
}

for (const time of document.querySelectorAll('time[data-local]')) {
  const { lang } = document.documentElement;
  const format = { dateStyle: 'long', timeStyle: 'short' };
  const text = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, format);
  time.textContent = text.format(new Date(time.dateTime));
  time.title = Intl.DateTimeFormat().resolvedOptions().timeZone;
}

for (const input of document.querySelectorAll('[data-caps-lock]')) {
  const note = document.createElement('p');
  note.className = 'gh-hint';
  note.setAttribute('role', 'status');
  input.closest('.gh-field').append(note);
  input.addEventListener('keyup', (event) => {
    const isOn = event.getModifierState?.('CapsLock') === true;
    note.textContent = isOn ? input.dataset.capsLock : '';
  });
}

for (const form of document.querySelectorAll('form[data-once]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
    event.submitter?.setAttribute('aria-busy', 'true');
  });
}

// A page out of the back-forward memory can be sent again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    form.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
  }
});
