// What has to happen before a request, and the request itself. CardPlayer in applications/stock
// does the same for the recording of stock Boot.

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

const json = { 'Content-Type': 'application/json' };

// Who the switch "who" sends: nobody, or somebody with a right. "card" leaves it to the card.
const callers = { user: ['ada', 'read'], admin: ['eve', 'admin'] };

const accepts = { xml: 'application/problem+xml, */*;q=0.5', html: 'text/html, */*;q=0.5' };

async function post(path, body) {
  const response = await fetch(path, { method: 'POST', headers: json, body: JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`POST ${path} answered ${response.status}`);
  }
  return response;
}

async function token(values, subject, scope, expired) {
  if (values.who === 'nobody') {
    return undefined;
  }
  const [name, right] = callers[values.who] || [subject, scope];
  const body = { subject: name, scope: right, expired: Boolean(expired) && !callers[values.who] };
  return (await (await post('/demo/tokens', body)).json()).token;
}

// By the first word of "before" in cards.json.
const preparations = {
  async token(values, subject, scope) {
    values.token = await token(values, subject, scope || '', false);
  },
  async expired(values, subject) {
    values.token = await token(values, subject, '', true);
  },
  async 'token-new'(values) {
    values.token = await token(values, crypto.randomUUID(), '', false);
  },
  async 'use-up'(values) {
    const headers = values.token ? { ...json, Authorization: `Bearer ${values.token}` } : json;
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
export async function idle() {
  for (let tries = 0; tries < 50; tries++) {
    const state = await (await fetch('/demo/model', { cache: 'no-store' })).json();
    if (state.free) {
      return;
    }
    await pause(200);
  }
}

export async function prepare(step, values) {
  if (step.before) {
    const [name, ...words] = step.before.split(' ');
    await preparations[name](values, ...words);
  }
  if (!values.token && callers[values.who]) {
    values.token = await token(values);
  }
}

// The request of a step as the switches have it: fields is a list of { name, value, added }.
// {names} are filled in by what has happened before, and stand as they are until then.
export function compose(step, switches, values = {}) {
  const fill = (text) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const end = step.request.indexOf('');
  const [line, ...head] = end < 0 ? step.request : step.request.slice(0, end);
  const [method, target] = fill(line).split(' ');
  let fields = head.map((field) => {
    const colon = field.indexOf(':');
    return { name: field.slice(0, colon), value: fill(field.slice(colon + 1).trim()) };
  });
  const has = (name) => fields.some((field) => field.name === name);
  const add = (name, value) => fields.push({ name, value, added: true });
  if (switches.who !== 'card') {
    fields = fields.filter((field) => field.name !== 'Authorization');
    if (callers[switches.who]) {
      add('Authorization', fill('Bearer {token}'));
    }
  }
  if (accepts[switches.accept] && !has('Accept')) {
    add('Accept', accepts[switches.accept]);
  }
  add('Accept-Language', switches.language);
  return { method, target, fields, body: end < 0 ? '' : fill(step.request.slice(end + 1).join('\n')) };
}

export function curl({ method, target, fields, body }) {
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const parts = ['curl -i'];
  if (method !== 'GET' && !(method === 'POST' && body)) {
    parts.push(`-X ${method}`);
  }
  parts.push(quoted(location.origin + target));
  fields.forEach(({ name, value }) => parts.push(`-H ${quoted(`${name}: ${value}`)}`));
  if (body) {
    parts.push(`-d ${quoted(body)}`);
  }
  return parts.join(' ');
}

export async function send(step, request) {
  return step.via === 'wire' ? byWire(request) : byFetch(request);
}

// Sends until what is waited for has happened.
export async function sendUntil(step, request) {
  let answer = await send(step, request);
  while (step.until && !/"(succeeded|failed)"/.test(answer.body)) {
    await pause(200);
    answer = await send(step, request);
  }
  return answer;
}

const headersOf = (fields) => Object.fromEntries(fields.map(({ name, value }) => [name, value]));

async function byFetch({ method, target, fields, body }) {
  const response = await fetch(target, { method, headers: headersOf(fields), body: body || undefined, cache: 'no-store' });
  const lines = [];
  response.headers.forEach((value, name) => lines.push({ name: spelt(name), value }));
  return {
    status: response.status,
    head: [`HTTP/1.1 ${response.status}`],
    fields: lines,
    body: await response.text(),
    redirected: response.redirected ? new URL(response.url).pathname : '',
  };
}

// A script sees the names of fields in small letters.
const spelt = (name) => ({ etag: 'ETag', 'www-authenticate': 'WWW-Authenticate', 'x-xss-protection': 'X-XSS-Protection',
  ratelimit: 'RateLimit', 'ratelimit-policy': 'RateLimit-Policy' }[name]
  || name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()));

async function byWire({ method, target, fields, body }) {
  const exchange = await (await post('/demo/wire', { method, target, headers: headersOf(fields), body })).json();
  return parse(exchange.response);
}

// An answer as it came over a socket.
export function parse(response) {
  let text = response.replaceAll('\r', '');
  if (!text) {
    return null;
  }
  const head = [];
  while (/^HTTP\/1\.1 1/.test(text)) {
    head.push(text.slice(0, text.indexOf('\n\n')).trim());
    text = text.slice(text.indexOf('\n\n') + 2);
  }
  const end = (text + '\n\n').indexOf('\n\n');
  const [line, ...lines] = text.slice(0, end).split('\n');
  head.push(line.trim());
  const fields = lines.map((field) => {
    const colon = field.indexOf(':');
    return { name: field.slice(0, colon), value: field.slice(colon + 1).trim() };
  });
  const chunked = fields.some(({ name }) => /^transfer-encoding$/i.test(name));
  const rest = text.slice(end + 2);
  return {
    status: Number(head[0].split(' ')[1]),
    head,
    fields,
    body: chunked ? joined(rest) : rest,
    cut: chunked && !response.endsWith('\r\n0\r\n\r\n'),
  };
}

// Joins chunks, of which the last may be missing.
function joined(chunks) {
  let body = '';
  let at = 0;
  for (let end = chunks.indexOf('\n'); end >= 0; end = chunks.indexOf('\n', at)) {
    const length = parseInt(chunks.slice(at, end), 16);
    body += chunks.slice(end + 1, end + 1 + length);
    at = end + 2 + length;
    if (!length) {
      break;
    }
  }
  return body;
}

export const field = (answer, name) => answer.fields.find((each) => each.name.toLowerCase() === name.toLowerCase())?.value;
