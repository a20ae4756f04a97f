/** A text field with a look at what it will become. The button itself asks for it (htmx); here the two are shown in turn. */
class WritePreview extends HTMLElement {
  connectedCallback() {
    const tabs = this.querySelector('.desk-write-tabs');
    tabs.hidden = false;
    tabs.addEventListener('click', event => {
      const tab = event.target.closest('[data-show]');
      if (tab) this.#show(tab.dataset.show);
    });
  }

  #show(name) {
    for (const tab of this.querySelectorAll('[data-show]')) {
      tab.setAttribute('aria-pressed', String(tab.dataset.show === name));
    }
    for (const pane of this.querySelectorAll('[data-pane]')) {
      pane.hidden = pane.dataset.pane !== name;
    }
    if (name === 'write') this.querySelector('textarea').focus();
  }
}

customElements.define('write-preview', WritePreview);
