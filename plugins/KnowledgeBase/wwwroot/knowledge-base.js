/** Printing is one keystroke away for whoever knows it; the button is for everybody else, and not there without a script. */
for (const button of document.querySelectorAll('[data-kb-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

/** Puts a piece of Markdown where the writer's cursor is. */
for (const button of document.querySelectorAll('[data-kb-insert]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const source = document.querySelector('.kb-source');
    source.focus();
    source.setRangeText(button.dataset.kbInsert, source.selectionStart, source.selectionEnd, 'end');
    source.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
