import {tellTimes} from './times.js';
import {showList} from './live-list.js';
import {showParts} from './live-parts.js';

const STORED = 'passback-live';
const PATIENCE = 4_000;
const AFTER_REFUSAL = 30_000;

const mark = document.querySelector('[data-live-mark]');
const list = () => document.querySelector('[data-live-list]');
const parts = () => [...document.querySelectorAll('[data-live-part]')];

let source = null;
let wanted = true;
let pause = 1_000;
let asked = 0;
let asking = false;
let timer = 0;
let losing = 0;

/**
 * Keeps the page up to date while it is looked at: an event says that something changed, then the page asks for itself anew and shows
 * what is different. It asks no more often than the server says, and holds no connection while it is hidden.
 */
export function goLive() {
  if (!mark || (!list() && parts().length === 0)) {
    return;
  }
  wanted = remembered();
  mark.hidden = false;
  mark.addEventListener('click', toggle);
  document.addEventListener('visibilitychange', () => document.hidden ? close() : open());
  document.addEventListener('live-ask', () => ask(true));
  open();
}

function toggle() {
  wanted = !wanted;
  try {
    localStorage.setItem(STORED, wanted ? 'on' : 'off');
  } catch {
    // storage may be forbidden: then it holds for this page
  }
  document.getElementById('announcement').textContent = wanted ? 'Live updates on' : 'Live updates off';
  wanted ? open() : close();
}

function remembered() {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

function open() {
  if (!wanted || document.hidden || source) {
    say(wanted ? mark.dataset.liveMark : 'off');
    return;
  }
  say('begin');
  source = new EventSource(`/events?${watched()}`);
  source.addEventListener('hearing', event => {
    const again = asked > 0 || mark.dataset.liveMark === 'lost';
    hear(event);
    say('on');
    // what happened while nothing was heard was missed
    again ? soon() : asked = Date.now();
  });
  source.addEventListener('deaf', () => say('lost'));
  source.addEventListener('change', event => {
    hear(event);
    soon();
  });
  source.addEventListener('error', lost);
}

function close() {
  source?.close();
  source = null;
  clearTimeout(timer);
  clearTimeout(losing);
  timer = 0;
  say('off');
}

/** The browser connects again by itself, unless it was refused: then after a while. */
function lost() {
  clearTimeout(losing);
  if (source.readyState === EventSource.CLOSED) {
    source = null;
    say('lost');
    losing = setTimeout(open, AFTER_REFUSAL);
  } else {
    losing = setTimeout(() => source?.readyState !== EventSource.OPEN && say('lost'), PATIENCE);
  }
}

const WORDS = {on: 'Live', off: 'Not live', begin: 'Live', lost: 'Connection lost'};

function say(state) {
  clearTimeout(losing);
  if (state === 'lost' && mark.dataset.liveMark !== 'lost') {
    document.getElementById('announcement').textContent = 'The connection for live updates is lost';
  }
  mark.dataset.liveMark = state;
  mark.setAttribute('aria-pressed', wanted ? 'true' : 'false');
  mark.querySelector('[data-live-word]').textContent = WORDS[state];
}

function hear(event) {
  pause = JSON.parse(event.data).pause;
}

/** What this page shows, so that it hears of nothing else. */
function watched() {
  const what = new URLSearchParams();
  if (list()?.dataset.liveList) {
    what.append('list', list().dataset.liveList);
  }
  const ids = name => new Set(parts().map(part => part.dataset[name]).filter(Boolean));
  ids('liveSubmission').forEach(id => what.append('submission', id));
  ids('liveJob').forEach(id => what.append('job', id));
  return what;
}

function soon() {
  if (timer === 0 && !asking) {
    // give or take a fifth, so that pages do not all ask at once
    const wait = Math.max(50, asked + pause - Date.now()) * (1 + Math.random() / 5);
    timer = setTimeout(() => ask(false), wait);
  } else if (asking) {
    again = true;
  }
}

let again = false;
let moving = false;

async function ask(move) {
  moving ||= move;
  clearTimeout(timer);
  timer = 0;
  if (document.hidden || asking) {
    again = asking;
    return;
  }
  asking = true;
  again = false;
  try {
    const answer = await fetch(location.href, {headers: {'Passback-Live': 'yes'}});
    if (answer.ok && !new URL(answer.url).pathname.startsWith('/sign-in')) {
      show(new DOMParser().parseFromString(await answer.text(), 'text/html'), moving);
      moving = false;
    }
  } catch {
    // not reached: asked again after the pause
    again = true;
  }
  asking = false;
  asked = Date.now();
  if (again) {
    soon();
  }
}

function show(fresh, move) {
  const changed = showParts(fresh);
  const next = fresh.querySelector('[data-live-list]');
  if (list() && next) {
    changed.push(...showList(list(), next, move));
  }
  changed.forEach(tellTimes);
  document.dispatchEvent(new Event('live-shown'));
}
