/** The switch between light and dark; the choice stays in this browser. */
export function offerThemes() {
  const button = document.querySelector('[data-theme-switch]');
  button.addEventListener('click', () => {
    const next = current() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    document.getElementById('announcement').textContent = `${next} theme`;
    try {
      localStorage.setItem('passback-theme', next);
    } catch {
      // storage may be forbidden: then it holds for this page
    }
  });
}

function current() {
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  return document.documentElement.dataset.theme ?? system;
}
