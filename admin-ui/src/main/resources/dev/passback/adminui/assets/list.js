/** What a list does more quickly with scripts: filters hold once chosen, and the button says how many are selected. */
export function assistList() {
  document.querySelectorAll('form[data-submits]').forEach(form => {
    form.addEventListener('change', () => form.requestSubmit());
  });
  document.addEventListener('change', event => {
    if (event.target.closest('.col-select')) {
      countSelected();
    }
  });
  // after going back the browser has the boxes as they were
  addEventListener('pageshow', countSelected);
  document.addEventListener('live-shown', countSelected);
}

function countSelected() {
  const button = document.querySelector('[data-needs-selection]');
  if (!button) {
    return;
  }
  const count = document.querySelectorAll('.col-select input:checked').length;
  button.disabled = count === 0;
  button.textContent = count === 0 ? 'Act on the selected' : `Act on the ${count} selected`;
  document.querySelectorAll('.col-select input').forEach(box => {
    box.closest('tr').classList.toggle('selected', box.checked);
  });
}
