// Runs before the first paint, so that nothing flashes: the chosen theme, and a mark that scripts run at all.
const root = document.documentElement;
root.classList.add('scripted');
try {
  const chosen = localStorage.getItem('passback-theme');
  if (chosen === 'light' || chosen === 'dark') {
    root.dataset.theme = chosen;
  }
} catch {
  // storage may be forbidden: then the system's theme it is
}
