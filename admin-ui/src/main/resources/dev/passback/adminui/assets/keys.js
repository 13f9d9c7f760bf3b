const dialog = document.getElementById('keys');
let going = false;

/** The keys of the list that ? shows. Nothing happens while somebody types, or with Ctrl, Alt or Meta held. */
export function listenToKeys() {
  if (location.hash === '#send-again') {
    focus('#send-again');
  }
  document.querySelector('[data-keys]')?.addEventListener('click', () => dialog.showModal());
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || dialog?.open) {
      return;
    }
    const act = going ? () => go(event.key) : acts[event.key];
    going = event.key === 'g' && !going;
    if (act?.() === true) {
      event.preventDefault();
    }
  });
}

const acts = {
  '/': () => focus('#q'),
  'j': () => move(1),
  'k': () => move(-1),
  'x': select,
  'r': () => focus('#send-again') || sendAgain(),
  'l': () => press('[data-live-mark]:not([hidden])'),
  '?': () => {
    dialog?.showModal();
    return true;
  },
};

function typing(target) {
  return target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]') !== null;
}

function focus(selector) {
  const found = document.querySelector(selector);
  found?.focus();
  found?.select?.();
  return found !== null;
}

function press(selector) {
  const found = document.querySelector(selector);
  found?.click();
  return found !== null;
}

function current() {
  return document.activeElement.closest('tr:has(.row-link)');
}

function select() {
  const box = current()?.querySelector('.col-select input');
  box?.click();
  return !!box;
}

/** On the list: opens the one that is chosen, at its button. */
function sendAgain() {
  const link = current()?.querySelector('.row-link');
  if (link) {
    location.href = `${link.getAttribute('href')}#send-again`;
  }
  return !!link;
}

function move(by) {
  const rows = [...document.querySelectorAll('.row-link')];
  if (rows.length === 0) {
    return false;
  }
  const at = rows.findIndex(row => row.closest('tr') === current());
  const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[next].focus();
  rows[next].scrollIntoView({block: 'nearest'});
  return true;
}

function go(key) {
  const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  link?.click();
  return link !== null;
}
