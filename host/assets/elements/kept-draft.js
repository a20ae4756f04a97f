// What is being written is kept in this tab, apart for each person and form, until the desk says that it has it. Another
// person who signs in here is never shown it, and signing out takes it away.
const prefix = 'desk-draft:';
const kept = 'textarea, select, input:not([type=hidden], [type=file], [type=password], [type=radio], [type=checkbox])';

const read = key => {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + key));
  } catch {
    return null;
  }
};

const forget = which => {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix) && which(key.slice(prefix.length))) sessionStorage.removeItem(key);
  }
};

/** The banner of a form that came back with what had been typed into it. */
class KeptDraft extends HTMLElement {
  #form;
  #empty;
  #pending;

  connectedCallback() {
    this.#form = this.closest('form');
    this.#empty = this.#values();
    this.querySelector('button').addEventListener('click', () => this.#discard());
    if (this.dataset.server) this.#keep();
    else this.#restore(read(this.dataset.key));
    this.#form.addEventListener('input', () => {
      clearTimeout(this.#pending);
      this.#pending = setTimeout(() => this.#keep(), 300);
    });
    this.#form.addEventListener('submit', () => this.#keep());
    addEventListener('pagehide', () => this.#pending && this.#keep());
  }

  get #fields() {
    return [...this.#form.querySelectorAll(kept)].filter(field => field.name && !field.readOnly);
  }

  #values() {
    const values = Object.fromEntries(this.#fields.map(field => [field.name, field.value]));
    for (const choice of this.#form.querySelectorAll('input[type=radio]:checked')) values[choice.name] = choice.value;
    return values;
  }

  #keep() {
    clearTimeout(this.#pending);
    this.#pending = undefined;
    const values = this.#values();
    if (JSON.stringify(values) === JSON.stringify(this.#empty) && !this.dataset.server) {
      sessionStorage.removeItem(prefix + this.dataset.key);
      return;
    }
    try {
      sessionStorage.setItem(prefix + this.dataset.key, JSON.stringify({ request: this.#form.elements.RequestKey?.value, values }));
    } catch {
      // A full or forbidden store: the form works without it.
    }
  }

  #restore(draft) {
    if (!draft) return;
    this.#fill(draft.values);
    // It may have been sent, and the answer lost on its way: with the key of then the desk can tell.
    if (draft.request) this.#form.elements.RequestKey.value = draft.request;
    this.hidden = JSON.stringify(this.#values()) === JSON.stringify(this.#empty);
  }

  #fill(values) {
    for (const field of this.#fields) {
      if (field.name in values) field.value = values[field.name];
    }
    for (const choice of this.#form.querySelectorAll('input[type=radio]')) {
      choice.checked = values[choice.name] === choice.value;
    }
  }

  #discard() {
    this.#fill(this.#empty);
    this.#form.elements.RequestKey.value = this.#form.elements.RequestKey.defaultValue;
    sessionStorage.removeItem(prefix + this.dataset.key);
    this.hidden = true;
    this.#form.querySelector(kept)?.focus();
  }
}

/** The desk has what was sent with this key: the draft of it is needed no more. */
class SentForm extends HTMLElement {
  connectedCallback() {
    forget(key => read(key)?.request === this.dataset.key);
  }
}

document.addEventListener('submit', event => {
  if (new URL(event.target.action).pathname === '/sign-out') forget(() => true);
});

// Before the banners: a page may show the next form of the same name.
customElements.define('sent-form', SentForm);
customElements.define('kept-draft', KeptDraft);
