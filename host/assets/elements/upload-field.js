import { token } from '../token.js';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

function size(bytes) {
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1000)));
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit', unit: units[step], unitDisplay: step ? 'short' : 'long', maximumFractionDigits: step ? 1 : 0,
  }).format(bytes / 1000 ** step);
}

/**
 * Wraps a plain file input and sends files as soon as they are chosen, dropped or pasted, each with its progress, a
 * second try and a way out. What is sent is named in hidden fields. Without a script the input does all by itself.
 */
class UploadField extends HTMLElement {
  #input;
  #list;
  #underWay = new Set();

  connectedCallback() {
    this.#input = this.querySelector('input[type=file]');
    this.#list = this.querySelector('[data-files]');
    this.#input.addEventListener('change', () => {
      this.#take(this.#input.files);
      this.#input.value = '';
    });
    const form = this.closest('form');
    form.addEventListener('paste', event => this.#takeFrom(event, event.clipboardData));
    form.addEventListener('drop', event => this.#takeFrom(event, event.dataTransfer));
    form.addEventListener('dragover', event => this.#hover(event, true));
    form.addEventListener('dragleave', event => this.#hover(event, false));
    form.addEventListener('submit', event => this.#hold(event), { capture: true });
    this.addEventListener('click', event => event.target.closest('[data-remove]')?.closest('li').remove());
    this.classList.add('is-ready');
  }

  #hover(event, over) {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.classList.toggle('is-target', over);
  }

  #takeFrom(event, data) {
    this.classList.remove('is-target');
    if (data?.files.length) {
      event.preventDefault();
      this.#take(data.files);
    }
  }

  #take(files) {
    for (const file of files) {
      const row = this.#row(file);
      if (file.size > Number(this.dataset.largest)) this.#fail(row, this.dataset.textTooLarge);
      else this.#send(file, row);
    }
  }

  /** Sending the form waits for the files. */
  #hold(event) {
    if (this.#underWay.size === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    Promise.allSettled([...this.#underWay]).then(() => event.target.requestSubmit(submitter));
  }

  #row(file) {
    const row = document.createElement('li');
    const name = document.createElement('span');
    name.className = 'upload-name';
    name.textContent = file.name;
    const state = document.createElement('span');
    state.className = 'upload-state';
    state.setAttribute('role', 'status');
    state.textContent = size(file.size);
    row.append(name, state, this.#button('remove', this.dataset.textRemove));
    this.#list.append(row);
    return row;
  }

  #button(act, text) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-sm btn-ghost-secondary';
    button.setAttribute(`data-${act}`, '');
    button.textContent = text;
    return button;
  }

  #send(file, row) {
    const progress = document.createElement('progress');
    progress.max = 1;
    row.append(progress);
    const request = new XMLHttpRequest();
    const done = new Promise(resolve => request.addEventListener('loadend', resolve));
    this.#underWay.add(done);
    done.then(() => {
      this.#underWay.delete(done);
      progress.remove();
      this.#settle(request, file, row);
    });
    row.querySelector('[data-remove]').addEventListener('click', () => request.abort(), { once: true });
    request.upload.addEventListener('progress', event => {
      if (event.lengthComputable) progress.value = event.loaded / event.total;
    });
    request.open('POST', this.dataset.url);
    request.responseType = 'json';
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('RequestVerificationToken', token());
    const body = new FormData();
    body.append('file', file, file.name || 'image.png');
    request.send(body);
  }

  #fail(row, sentence) {
    row.querySelector('.upload-state').textContent = sentence;
    row.classList.add('is-failed');
  }

  #settle(request, file, row) {
    if (!row.isConnected) return;
    const state = row.querySelector('.upload-state');
    if (request.status === 201 && request.response?.id) {
      const hidden = document.createElement('input');
      hidden.type = 'hidden';
      hidden.name = this.dataset.name;
      hidden.value = request.response.id;
      row.append(hidden);
      row.querySelector('.upload-name').textContent = request.response.fileName;
      state.textContent = `${size(file.size)} · ${this.dataset.textDone}`;
      return;
    }
    this.#fail(row, request.response?.detail ?? this.dataset.textFailed);
    const retry = this.#button('retry', this.dataset.textRetry);
    retry.addEventListener('click', () => {
      retry.remove();
      row.classList.remove('is-failed');
      state.textContent = size(file.size);
      this.#send(file, row);
    }, { once: true });
    state.after(retry);
  }
}

customElements.define('upload-field', UploadField);
