import 'htmx.org';
import './elements/instants.js';
import './elements/mention-list.js';
import './elements/menus.js';
import './elements/suggestion-list.js';
import './elements/theme-switch.js';
import './elements/upload-field.js';
import './elements/send-once.js';
import './elements/live-notice.js';
import './elements/kept-draft.js';
import './elements/wide-tables.js';
import './elements/write-preview.js';
import { token } from './token.js';

// Every request that changes something carries the token; forms have it in a hidden field.
document.addEventListener('htmx:configRequest', event => {
  event.detail.headers.RequestVerificationToken = token();
});
