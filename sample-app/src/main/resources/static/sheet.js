// Sends the requests that are written on the page, and shows what went over the wire.
// A <pre class="request"> is a request line, header lines, an empty line and a body;
// {names} in it are filled in by what has to happen before.
'use strict';

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

const json = { 'Content-Type': 'application/json' };

async function post(path, body) {
  const response = await fetch(path, { method: 'POST', headers: json, body: JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`POST ${path} answered ${response.status}`);
  }
  return response;
}

async function token(subject, scope, expired) {
  const response = await post('/demo/tokens', { subject, scope, expired });
  return (await response.json()).token;
}

// What has to happen before a request, by the first word of data-before.
const preparations = {
  async token(values, subject, scope) {
    values.token = await token(subject, scope || '', false);
  },
  async expired(values, subject) {
    values.token = await token(subject, '', true);
  },
  async 'token-new'(values) {
    values.token = await token(crypto.randomUUID(), '', false);
  },
  async 'use-up'(values) {
    for (let status = 200; status === 200;) {
      const headers = { ...json, Authorization: `Bearer ${values.token}` };
      status = (await fetch('/llm', { method: 'POST', headers, body: '{"prompt": "hello"}' })).status;
    }
  },
  async quota(values) {
    await preparations['token-new'](values);
    await preparations['use-up'](values);
  },
  async prediction(values) {
    await idle();
    const created = await post('/predictions', { text: 'a useful sheet' });
    values.id = (await created.json()).id;
  },
  async deleted(values) {
    await preparations.prediction(values);
    await fetch(`/predictions/${values.id}`, { method: 'DELETE' });
  },
  async 'new-key'(values) {
    values.key = crypto.randomUUID();
  },
  async key(values) {
    await preparations['new-key'](values);
    await post(`/demo/keys/${values.key}`, ['good']);
  },
  async busy() {
    await idle();
    await post('/demo/model/busy');
  },
  async loading() {
    await idle();
    await post('/demo/model/loading');
  },
  async 'retry-after'(values) {
    await pause(1000 * Number(values.retryAfter));
  },
};

// The model is shared: wait until nobody keeps it busy.
async function idle() {
  for (let tries = 0; tries < 50; tries++) {
    const response = await fetch('/v1/predict', { method: 'POST', headers: json, body: '{"text": "ping"}' });
    if (response.status === 200) {
      return;
    }
    await pause(200);
  }
}

function parse(text, values) {
  const filled = text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  const [head, ...rest] = filled.split('\n\n');
  const [line, ...fields] = head.split('\n');
  const [method, target] = line.split(' ');
  const headers = {};
  for (const field of fields) {
    const colon = field.indexOf(':');
    headers[field.slice(0, colon)] = field.slice(colon + 1).trim();
  }
  return { method, target, headers, body: rest.join('\n\n') };
}

async function byFetch(request) {
  const options = { method: request.method, headers: request.headers, cache: 'no-store' };
  if (request.body) {
    options.body = request.body;
  }
  const response = await fetch(request.target, options);
  const text = await response.text();
  const lines = [`HTTP/1.1 ${response.status}`];
  response.headers.forEach((value, name) => lines.push(`${name}: ${value}`));
  const note = response.redirected ? `\n(after a redirect to ${new URL(response.url).pathname})` : '';
  return {
    status: response.status,
    sent: written(request),
    received: `${lines.join('\n')}${note}\n\n${pretty(text)}`,
    requestId: response.headers.get('X-Request-Id'),
    retryAfter: response.headers.get('Retry-After'),
    content: text,
  };
}

async function byWire(request) {
  const { body, method, target, headers } = request;
  const exchange = await (await post('/demo/wire', { method, target, headers, body })).json();
  const requestId = /^x-request-id: *(\S+)/im.exec(exchange.response);
  return {
    status: Number(exchange.response.split(' ')[1]),
    sent: exchange.request.replaceAll('\r', ''),
    received: exchange.response.replaceAll('\r', ''),
    requestId: requestId && requestId[1],
    retryAfter: null,
    content: '',
  };
}

function written(request) {
  const fields = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  return [`${request.method} ${request.target}`, ...fields, '', request.body].join('\n').trimEnd();
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function element(name, className, text) {
  const created = document.createElement(name);
  created.className = className;
  created.textContent = text;
  return created;
}

function show(row, expected, exchange) {
  const fits = exchange.status === expected;
  const box = element('div', `exchange ${fits ? 'as-expected' : 'unexpected'}`, '');
  box.dataset.shown = exchange.status;
  box.dataset.expected = expected;
  const verdict = fits ? `${exchange.status}, as the sheet says` : `${exchange.status}, but the sheet says ${expected}`;
  box.append(element('p', 'verdict', verdict));
  box.append(element('pre', 'sent', exchange.sent), element('pre', 'received', exchange.received));
  if (exchange.requestId) {
    const find = element('button', 'find', 'Find it in the log');
    find.type = 'button';
    find.setAttribute('aria-label', `Find it in the log: ${exchange.requestId}`);
    find.addEventListener('click', () => guarded(find, () => findInLog(exchange.requestId, true)));
    box.append(find);
  }
  row.append(box);
}

async function play(row) {
  row.querySelectorAll('.exchange').forEach((old) => old.remove());
  const values = {};
  for (const pre of row.querySelectorAll('pre.request')) {
    if (pre.dataset.before) {
      const [name, ...words] = pre.dataset.before.split(' ');
      await preparations[name](values, ...words);
    }
    const send = pre.dataset.via === 'wire' ? byWire : byFetch;
    let exchange = await send(parse(pre.textContent, values));
    while (pre.dataset.repeat && !/"(succeeded|failed)"/.test(exchange.content)) {
      await pause(200);
      exchange = await send(parse(pre.textContent, values));
    }
    show(row, Number(pre.dataset.status), exchange);
    values.retryAfter = exchange.retryAfter;
    remember(values, exchange.content);
    if (pre.dataset.after === 'idle') {
      await idle();
    }
  }
}

function remember(values, content) {
  try {
    const { id } = JSON.parse(content);
    values.id = id || values.id;
  } catch {
    // not every body is JSON
  }
}

async function findInLog(requestId, scroll) {
  const box = document.getElementById('log-lines');
  document.getElementById('request-id').value = requestId;
  const response = await fetch(`/demo/logs?request_id=${encodeURIComponent(requestId)}`);
  const { lines } = await response.json();
  const nothing = 'No line has this ID. Requests that succeed leave none.';
  box.replaceChildren(element('pre', 'lines', lines.length ? lines.join('\n') : nothing));
  if (scroll) {
    box.scrollIntoView({ block: 'center' });
    box.focus({ preventScroll: true });
  }
}

// Runs what a button is for; a failure of the page itself is shown and not swallowed.
async function guarded(button, action) {
  if (button.getAttribute('aria-busy') === 'true') {
    return;
  }
  button.setAttribute('aria-busy', 'true');
  try {
    await action();
  } catch (error) {
    const alert = document.getElementById('page-error');
    alert.textContent = `The page failed: ${error.message}`;
    alert.hidden = false;
  } finally {
    button.removeAttribute('aria-busy');
  }
}

for (const row of document.querySelectorAll('.row')) {
  const button = row.querySelector('.try button');
  button.addEventListener('click', () => guarded(button, () => play(row)));
}

document.getElementById('log-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const field = document.getElementById('request-id');
  guarded(event.submitter, () => findInLog(field.value.trim(), false));
});
