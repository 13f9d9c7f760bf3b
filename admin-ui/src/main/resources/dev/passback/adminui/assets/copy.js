/** Buttons with data-copy put that text on the clipboard, those with data-copy-link the address of the page, and say so, to the eye and to screen readers. */
export function offerCopying() {
  document.addEventListener('click', async event => {
    const button = event.target.closest('[data-copy], [data-copy-link]');
    if (!button) {
      return;
    }
    const copied = await copy(button.dataset.copy ?? location.href.split('#')[0]);
    button.classList.toggle('copied', copied);
    document.getElementById('announcement').textContent = copied ? 'Copied' : 'Could not copy';
    setTimeout(() => button.classList.remove('copied'), 1500);
  });
}

// The clipboard's API is there on https and localhost alone; elsewhere the old way has to do.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'hidden';
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}
