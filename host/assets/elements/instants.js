// <time data-relative> says how long ago it was; the exact time in the reader's own zone is in its title.
// Without a script the page shows the exact time in UTC.
const language = document.documentElement.lang || undefined;
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
const minute = 60;
const hour = 60 * minute;

function ago(seconds, instant) {
  const past = Math.abs(seconds);
  if (past < 45) return relative.format(0, 'second');
  if (past < hour) return relative.format(Math.round(seconds / minute), 'minute');
  if (past < 22 * hour) return relative.format(Math.round(seconds / hour), 'hour');
  if (past < 7 * 24 * hour) return relative.format(Math.round(seconds / (24 * hour)), 'day');
  return day.format(instant);
}

function show(root = document) {
  for (const element of root.querySelectorAll('time[data-relative]')) {
    const instant = new Date(element.dateTime);
    element.textContent = ago((instant - Date.now()) / 1000, instant);
    element.title = exact.format(instant);
  }
}

show();
setInterval(show, 30_000);
document.addEventListener('htmx:afterSwap', event => show(event.detail.target.ownerDocument));
