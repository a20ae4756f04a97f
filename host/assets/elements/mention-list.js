const wait = 150;

/**
 * Around a textarea: behind an @ at the beginning of a word it shows whom the desk would tell, and puts in the name that is
 * chosen. Typed by hand a name does the same, so without a script nothing is missing but the list.
 */
class MentionList extends HTMLElement {
  #text;
  #list;
  #begun = null;
  #asked = null;
  /** What nobody's name begins with: whatever goes on from there is asked no more. */
  #nobody = null;
  #timer = 0;

  connectedCallback() {
    this.#text = this.querySelector('textarea');
    if (!this.dataset.url || !this.#text) return;
    this.#list = document.createElement('ul');
    this.#list.className = 'desk-mentions';
    this.#list.id = `${this.#text.id}-mentions`;
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', this.dataset.label);
    this.#list.hidden = true;
    this.append(this.#list);
    this.#text.setAttribute('aria-autocomplete', 'list');
    this.#text.setAttribute('aria-controls', this.#list.id);
    this.#text.addEventListener('input', () => this.#look());
    this.#text.addEventListener('click', () => this.#look());
    this.#text.addEventListener('keydown', event => this.#key(event));
    this.#text.addEventListener('blur', () => this.#shut());
    // Before the textarea loses the focus.
    this.#list.addEventListener('pointerdown', event => {
      event.preventDefault();
      const option = event.target.closest('[role=option]');
      if (option) this.#choose(option);
    });
  }

  get #options() {
    return [...this.#list.querySelectorAll('[role=option]')];
  }

  get #chosen() {
    return this.#list.querySelector('[aria-selected=true]');
  }

  #look() {
    const before = this.#text.value.slice(0, this.#text.selectionStart);
    const found = /(?<![\p{L}\p{N}])@([^\n@]{0,40})$/u.exec(before);
    if (!found || found[1].endsWith('  ')) return this.#shut();
    if (this.#nobody !== null && found[1].startsWith(this.#nobody)) return this.#shut();
    if (found[1] === this.#begun) return undefined;
    this.#begun = found[1];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), wait);
    return undefined;
  }

  async #ask() {
    this.#asked?.abort();
    this.#asked = new AbortController();
    const note = this.closest('form').querySelector('input[name=Look][value=note]')?.checked ?? false;
    const query = new URLSearchParams({ begun: this.#begun, isNote: note });
    try {
      const answer = await fetch(`${this.dataset.url}&${query}`, { signal: this.#asked.signal });
      if (answer.ok) this.#show(await answer.text());
    } catch {
      // Another question came, or no answer: the text goes on without a list.
    }
  }

  #show(html) {
    if (this.#begun === null) return;
    this.#list.innerHTML = html;
    // A name that has been written is no question any more.
    const none = this.#options.length === 0 && this.#begun.length > 0;
    this.#list.hidden = none;
    this.#nobody = none ? this.#begun : null;
    if (!none && this.#options.length > 0) this.#select(this.#options[0]);
  }

  #select(option) {
    this.#chosen?.setAttribute('aria-selected', 'false');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#text.setAttribute('aria-activedescendant', option.id);
  }

  #key(event) {
    if (this.#list.hidden || event.isComposing) return;
    const options = this.#options;
    const at = options.indexOf(this.#chosen);
    if (event.key === 'Escape') {
      this.#shut(this.#begun);
    } else if (options.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      this.#select(options[(at + (event.key === 'ArrowDown' ? 1 : options.length - 1)) % options.length]);
    } else if (at >= 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      this.#choose(options[at]);
    } else {
      return;
    }

    event.preventDefault();
  }

  #choose(option) {
    const end = this.#text.selectionStart;
    const start = end - this.#begun.length;
    this.#text.setRangeText(`${option.dataset.name} `, start, end, 'end');
    this.#shut();
    this.#text.dispatchEvent(new Event('input', { bubbles: true }));
  }

  #shut(begun = null) {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#begun = begun;
    this.#list.hidden = true;
    this.#text.removeAttribute('aria-activedescendant');
  }
}

customElements.define('mention-list', MentionList);
