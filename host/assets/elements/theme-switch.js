import { token } from '../token.js';

/** A form with a button for each theme. It works by itself; here it changes the page at once and posts behind it. */
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener('submit', event => {
      const theme = event.submitter?.value;
      if (!theme) return;
      event.preventDefault();
      document.documentElement.dataset.bsTheme = theme;
      for (const button of this.querySelectorAll('button[name=theme]')) {
        button.setAttribute('aria-pressed', String(button === event.submitter));
      }
      fetch(event.target.action, {
        method: 'POST',
        headers: { RequestVerificationToken: token() },
        body: new URLSearchParams({ theme }),
        redirect: 'manual',
      });
    });
  }
}

customElements.define('theme-switch', ThemeSwitch);
