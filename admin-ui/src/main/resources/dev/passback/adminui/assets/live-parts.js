const before = new Map();

/** Parts of the page by name: each is replaced by what it is now, unless somebody is at work in it. Answers what was put in. */
export function showParts(fresh) {
  const put = [];
  for (const part of document.querySelectorAll('[data-live-part]')) {
    const name = part.dataset.livePart;
    const next = fresh.querySelector(`[data-live-part="${CSS.escape(name)}"]`);
    const text = next?.outerHTML ?? '';
    if (before.get(name) === text || isBusy(part)) {
      continue;
    }
    before.set(name, text);
    if (next) {
      keepOpen(part, next);
      announce(part, next);
      part.replaceWith(next);
      put.push(next);
    } else {
      part.remove();
    }
  }
  return put;
}

/** Whether somebody types, reads with a selection, or stands in it. */
export function isBusy(part) {
  const selection = document.getSelection();
  return part.contains(document.activeElement)
    || selection.type === 'Range' && selection.containsNode(part, true)
    || [...part.querySelectorAll('input')].some(input =>
        input.value !== input.defaultValue || input.checked !== input.defaultChecked);
}

function keepOpen(part, next) {
  const open = [...part.querySelectorAll('details')].map(each => each.open);
  next.querySelectorAll('details').forEach((each, no) => each.open ||= open[no] ?? false);
}

/** Screen readers hear of a new state, and of nothing else. */
function announce(part, next) {
  const [was, is] = [part, next].map(each => each.querySelector('.marks .badge')?.textContent.trim());
  if (is && was !== is) {
    document.getElementById('announcement').textContent = `Now: ${is}`;
  }
}
