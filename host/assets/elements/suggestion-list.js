/** What may help, beside the form: while one of them is being read, newer ones wait until it is shut. */
class SuggestionList extends HTMLElement {
  connectedCallback() {
    this.addEventListener('htmx:beforeSwap', event => {
      if (event.detail.target === this && this.querySelector('details[open]')) event.detail.shouldSwap = false;
    });
  }
}

customElements.define('suggestion-list', SuggestionList);
