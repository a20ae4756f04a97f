// A table in a message that is wider than its place scrolls; whoever has no mouse reaches it by Tab (WCAG 2.1.1).
function reach(root = document) {
  for (const wide of root.querySelectorAll('.desk-markup :is(table, pre)')) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
    else wide.removeAttribute('tabindex');
  }
}

reach();
addEventListener('resize', () => reach());
document.addEventListener('htmx:afterSwap', event => reach(event.detail.target));
