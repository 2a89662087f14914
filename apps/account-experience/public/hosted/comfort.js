// Comfort only: every page works without this file.

for (const button of document.querySelectorAll('[data-reveal]')) {
  const input = document.getElementById(button.getAttribute('aria-controls'));
  const [show, hide] = [button.textContent, button.dataset.reveal];
  button.setAttribute('aria-pressed', 'false');
  button.setAttribute('aria-label', `${show}: ${input.labels[0].textContent}`);
  button.hidden = false;
  button.addEventListener('click', () => {
    const isShown = input.type === 'text';
    input.type = isShown ? 'password' : 'text';
    button.textContent = isShown ? show : hide;
    button.setAttribute('aria-pressed', String(!isShown));
    input.focus();
  });
  // Password keepers save what was typed into a password field.
  input.form.addEventListener('submit', () => {
    input.type = 'password';
  });
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
