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
    const headers = { ...json, Authorization: `Bearer ${values.token}` };
    for (let left = 1; left > 0;) {
      const response = await fetch('/llm', { method: 'POST', headers, body: '{"prompt": "hello"}' });
      // "llm";r=19;t=60, and nothing of that kind where the quota is not told
      const told = /;r=(\d+)/.exec(response.headers.get('RateLimit'));
      left = response.ok && told ? Number(told[1]) : 0;
    }
  },
  async quota(values) {
    await preparations['token-new'](values);
    await preparations['use-up'](values);
  },
  async idle() {
    await idle();
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
    const state = await (await fetch('/demo/model', { cache: 'no-store' })).json();
    if (state.free) {
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
    received: readable(exchange.response),
    requestId: requestId && requestId[1],
    retryAfter: null,
    content: '',
  };
}

// What came over a socket, with its JSON laid out and a word about a body that was cut.
function readable(response) {
  const text = response.replaceAll('\r', '');
  const body = text.lastIndexOf('\n\n') + 2;
  const cut = /^transfer-encoding: *chunked/im.test(response) && !response.endsWith('\r\n0\r\n\r\n');
  const note = '(the connection was cut here; a complete answer would end with a chunk of length 0)';
  return text.slice(0, body) + pretty(text.slice(body)) + (cut ? `\n${note}` : '');
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

// What is to be said about a status, and how it looks.
function judge(row, expected, status) {
  if (status !== expected) {
    const but = row.closest('#sheet') ? `the sheet says ${expected}` : `${expected} was expected`;
    return { words: `${status}, but ${but}`, look: 'unexpected' };
  }
  if (row.classList.contains('wrong')) {
    return { words: `${status}: this is the wrong way`, look: 'wrong-way' };
  }
  return { words: row.closest('#sheet') ? `${status}, as the sheet says` : `${status}, as expected`, look: 'as-expected' };
}

// A box that scrolls is a stop of the Tab key, and no other is.
const stops = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollHeight > target.clientHeight || target.scrollWidth > target.clientWidth) {
      target.tabIndex = 0;
    } else if (target !== document.activeElement) {
      target.removeAttribute('tabindex');
    }
  }
});

function show(row, pre, exchange) {
  const expected = Number(pre.dataset.status);
  const { words, look } = judge(row, expected, exchange.status);
  const before = pre.previousElementSibling;
  const caption = before && before.className === 'caption' ? `${before.textContent}: ` : '';
  const box = element('div', `exchange ${look}`, '');
  box.dataset.shown = exchange.status;
  box.dataset.expected = expected;
  box.append(element('p', 'verdict', caption + words));
  const received = element('pre', 'received', exchange.received);
  received.setAttribute('role', 'group');
  received.setAttribute('aria-label', pre.getAttribute('aria-label').replace('Request', 'Answer'));
  box.append(element('pre', 'sent', exchange.sent), received);
  if (exchange.requestId && (exchange.status >= 400 || pre.dataset.logs)) {
    const find = element('button', 'find', 'Find it in the log');
    find.type = 'button';
    find.setAttribute('aria-label', `Find it in the log: ${exchange.requestId}`);
    find.addEventListener('click', () => guarded(find, () => findInLog(exchange.requestId, true)));
    box.append(find);
  }
  row.append(box);
  stops.observe(received);
  document.getElementById('told').textContent = caption + words;
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
    show(row, pre, exchange);
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
  const nothing = 'No line has this ID. Requests that succeed leave none, and neither do errors'
    + ' that a handler writes itself.';
  box.replaceChildren(element('pre', 'lines', lines.length ? lines.join('\n') : nothing));
  if (scroll) {
    box.scrollIntoView({ block: 'start' });
    box.focus({ preventScroll: true });
  }
}

const busy = { Send: 'Sending…', Play: 'Playing…' };

// Runs what a button is for; a failure of the page itself is shown and not swallowed.
async function guarded(button, action) {
  if (button.getAttribute('aria-busy') === 'true') {
    return;
  }
  const label = button.textContent;
  const alert = document.getElementById('page-error');
  alert.hidden = true;
  button.setAttribute('aria-busy', 'true');
  button.textContent = busy[label] || label;
  try {
    await action();
  } catch (error) {
    // a fetch that gets no answer ends in a TypeError
    const what = error instanceof TypeError ? 'No answer: is the sample still running?' : 'The page failed.';
    alert.textContent = `${what} (${error.message})`;
    alert.hidden = false;
  } finally {
    button.textContent = label;
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
