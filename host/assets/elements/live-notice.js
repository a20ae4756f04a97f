import htmx from 'htmx.org';
import { followStream } from '../event-stream.js';

/**
 * Says when the page is older than the desk. On a ticket: a notice with a link to what is new. On a list: the list is
 * fetched anew where nobody is reading in it, else a notice offers to. What is being read never moves by itself.
 */
class LiveNotice extends HTMLElement {
  #pending;

  connectedCallback() {
    this.querySelector('button')?.addEventListener('click', () => this.#refresh());
    followStream(this.dataset.url, news => this.#hear(news));
  }

  #hear({ number }) {
    if (this.dataset.ticket) {
      this.hidden = this.hidden && number !== this.dataset.ticket;
    } else if (this.dataset.list) {
      clearTimeout(this.#pending);
      this.#pending = setTimeout(() => this.#isBeingRead ? this.#offer() : this.#refresh(), 300);
    }
  }

  get #list() {
    return document.querySelector(this.dataset.list);
  }

  get #isBeingRead() {
    const selection = getSelection();
    return document.hidden || scrollY > 60 || this.#list.contains(document.activeElement)
      || (selection && !selection.isCollapsed && this.#list.contains(selection.anchorNode));
  }

  #offer() {
    this.hidden = false;
  }

  #refresh() {
    this.hidden = true;
    htmx.ajax('GET', location.href, { target: this.dataset.list, select: this.dataset.list, swap: 'outerHTML' });
  }
}

customElements.define('live-notice', LiveNotice);
