// Menus are <details>: they open without a script. With one they close by Escape and by a click elsewhere.
const open = () => document.querySelectorAll('details.desk-drop[open]');

document.addEventListener('click', event => {
  for (const menu of open()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of open()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector('summary').focus();
  }
});
