const pill = document.querySelector('[data-live-pill]');
pill?.addEventListener('click', () => document.dispatchEvent(new Event('live-ask')));

/**
 * The list: new rows come in at once where that moves nothing that somebody looks at, else they are counted in a pill and come when
 * they are asked for. Rows that are there already are brought up to date in their place. Answers what was put in.
 */
export function showList(region, next, move) {
  const shown = new Map(rows(region).map(row => [place(row), row]));
  const incoming = rows(next);
  const fresh = incoming.filter(row => !shown.has(place(row)));
  if (move || fresh.length > 0 && mayMove(region)) {
    region.replaceWith(next);
    hide();
    if (move) {
      scrollTo(0, 0);
      next.querySelector('.row-link')?.focus({preventScroll: true});
    }
    return [next];
  }
  const put = incoming.flatMap(row => update(shown.get(place(row)), row));
  fresh.length > 0 ? count(fresh.length, incoming.length) : hide();
  return put;
}

function rows(region) {
  return [...region.querySelectorAll('tbody tr')];
}

function place(row) {
  return row.querySelector('.row-link')?.getAttribute('href');
}

/** At its top, with no pointer over it, nothing focused, nothing selected. */
function mayMove(region) {
  return scrollY < 8
    && !region.matches(':hover')
    && !region.contains(document.activeElement)
    && document.getSelection().type !== 'Range'
    && region.querySelector('input:checked, [aria-selected="true"]') === null;
}

function update(row, next) {
  if (!row || plain(row) === plain(next) || row.matches(':hover') || row.contains(document.activeElement)
      || row.querySelector('input:checked')) {
    return [];
  }
  row.replaceWith(next);
  return [next];
}

// times are told in the viewer's zone too, and count on by themselves
function plain(row) {
  const copy = row.cloneNode(true);
  copy.querySelectorAll('time').forEach(time => time.replaceWith(time.dateTime));
  return copy.outerHTML;
}

function count(fresh, all) {
  if (pill.hidden) {
    document.getElementById('announcement').textContent = 'There are new submissions';
  }
  pill.textContent = `${fresh}${fresh === all && all > 1 ? ' or more' : ''} new`;
  pill.hidden = false;
}

function hide() {
  if (pill) {
    pill.hidden = true;
  }
}
