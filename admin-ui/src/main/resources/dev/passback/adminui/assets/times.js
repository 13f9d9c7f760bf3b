const MONTH = 30 * 24 * 3600;
// Counted from the server's clock: the viewer's may be wrong.
const lag = Date.now() - Date.parse(document.documentElement.dataset.now);

/** Keeps "3 min ago" true while a page stays open, and adds the viewer's own zone to what is shown on hover. */
export function keepTimes() {
  tellTimes(document);
  setInterval(countOn, 5_000);
}

/** The same for the times in what came later. */
export function tellTimes(part) {
  part.querySelectorAll('time').forEach(time => {
    const here = new Date(time.dateTime).toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'long'});
    time.title += `\n${here} (your time)`;
    time.dataset.ahead = past(time) < 0 ? 'yes' : '';
  });
}

function past(time) {
  return (Date.now() - lag - Date.parse(time.dateTime)) / 1000;
}

function countOn() {
  document.querySelectorAll('time[data-ago]').forEach(time => {
    const words = relative(past(time), time.dataset.ahead === 'yes');
    if (words && words !== time.textContent) {
      time.textContent = words;
    }
  });
}

// The same words as Moment.relative. What was ahead when the page was made never becomes "ago": it reads "now".
function relative(seconds, ahead) {
  const length = Math.abs(seconds);
  if (length > MONTH) {
    return null;
  }
  if (ahead) {
    return seconds >= 0 ? 'now' : length < 5 ? 'in a moment' : `in ${rough(length)}`;
  }
  return length < 5 ? 'just now' : `${rough(length)} ago`;
}

function rough(seconds) {
  if (seconds < 60) {
    return `${Math.floor(seconds)} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min`;
  }
  return seconds < 48 * 3600 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} d`;
}
