const dialog = document.getElementById('keys');
let going = false;

/** The keys of the list that ? shows. Nothing happens while somebody types, or with Ctrl, Alt or Meta held. */
export function listenToKeys() {
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
  'r': () => focus('#send-again'),
  'l': () => press('[data-live-mark]:not([hidden])'),
  '?': () => {
    dialog?.showModal();
    return true;
  },
};

function typing(target) {
  return target.closest('input, textarea, select, [contenteditable]') !== null;
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

function move(by) {
  const rows = [...document.querySelectorAll('.row-link')];
  if (rows.length === 0) {
    return false;
  }
  const at = rows.findIndex(row => row.closest('tr').contains(document.activeElement));
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
