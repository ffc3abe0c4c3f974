// Shows answers: what their status owes and the code stand out, other fields are folded, and what
// only one of two answers has is marked.

export function element(name, className, ...content) {
  const created = document.createElement(name);
  created.className = className || '';
  created.append(...content);
  return created;
}

// Text with `code` in it.
export function prose(text) {
  return text.split('`').map((part, i) => (i % 2 ? element('code', '', part) : part));
}

// Fields that a status owes.
const owed = { 201: ['Location'], 202: ['Location'], 301: ['Location'], 304: ['ETag'], 308: ['Location'],
  401: ['WWW-Authenticate'], 405: ['Allow'], 413: ['Connection'], 415: ['Accept'], 429: ['Retry-After'], 451: ['Link'],
  503: ['Retry-After'] };

// Fields that matter where they are, though no status owes them everywhere.
const telling = ['Content-Type', 'WWW-Authenticate', 'RateLimit'];

// Fields of the connection, or that are different every time.
const passing = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'];

const lower = (text) => text.toLowerCase();

const valueOf = (answer, name) => answer.fields.find((field) => lower(field.name) === lower(name))?.value;

function members(answer) {
  try {
    const body = JSON.parse(answer.body);
    return body && typeof body === 'object' && !Array.isArray(body) ? body : null;
  } catch {
    return null;
  }
}

// JSON in which small objects take one line.
function laidOut(value, indent) {
  const line = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  if (line.length < 56 || value === null || typeof value !== 'object') {
    return Array.isArray(value) ? line.replace(/^\[ /, '[').replace(/ ]$/, ']') : typeof value === 'object' ? line : JSON.stringify(value);
  }
  const inner = `${indent}  `;
  const parts = Array.isArray(value) ? value.map((each) => inner + laidOut(each, inner))
    : Object.keys(value).map((name) => `${inner}${JSON.stringify(name)}: ${laidOut(value[name], inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

// What stock Boot did not tell, in the order of its weight.
export function lacking(stock, ours, expected) {
  const missing = [];
  if (!stock) {
    return missing;
  }
  if (stock.status !== ours.status) {
    missing.push(String(ours.status));
  }
  for (const name of owed[expected] || []) {
    if (valueOf(ours, name) && !valueOf(stock, name)) {
      missing.push(name);
    }
  }
  if (ours.status >= 400) {
    const theirs = members(stock) || {};
    const known = ['code', 'detail', 'errors', 'request_id'];
    const all = Object.keys(members(ours) || {});
    const rest = all.filter((name) => !known.includes(name) && !['type', 'title', 'status', 'help'].includes(name));
    missing.push(...[...known, ...rest].filter((name) => all.includes(name) && !(name in theirs)));
  }
  return missing;
}

// Builds the answer; other is what it is compared with, or null.
export function shown(answer, other, side, expected, words) {
  const fragment = document.createDocumentFragment();
  const important = [...(owed[expected] || []), ...telling].map(lower);
  const line = (text, mark, hot) => {
    const made = element('span', `line ${mark || ''} ${hot ? 'hot' : ''}`.trim());
    made.append(...[].concat(text));
    return made;
  };
  const mark = (mine, theirs) => {
    if (!other || mine === theirs) {
      return '';
    }
    return theirs === undefined ? `only-${side}` : `other-${side}`;
  };
  const fieldLine = ({ name, value }) => line(
    [element('span', 'name', `${name}:`), ` ${value}`],
    passing.includes(lower(name)) || lower(name) === 'x-request-id' && other && valueOf(other, name)
      ? '' : mark(value, other && valueOf(other, name)),
    (owed[expected] || []).map(lower).includes(lower(name)));
  const head = element('pre', 'head');
  answer.head.forEach((text, i) => head.append(
    line(text, i === answer.head.length - 1 && other ? mark(answer.status, other.status) : '', false)));
  head.querySelector('.line').classList.add('status');
  const first = answer.fields.filter(({ name }) => important.includes(lower(name)))
    .sort((a, b) => important.indexOf(lower(a.name)) - important.indexOf(lower(b.name)));
  first.forEach((each) => head.append(fieldLine(each)));
  if (side === 'stock' && other) {
    for (const name of owed[expected] || []) {
      if (!valueOf(answer, name) && valueOf(other, name)) {
        head.append(line([element('span', 'name', `${name}:`), ` ${words('absent')}`], 'absent'));
      }
    }
  }
  fragment.append(head);
  const rest = answer.fields.filter(({ name }) => !important.includes(lower(name)));
  if (rest.length) {
    const fold = element('details', 'fields', element('summary', '', words('more-fields', rest.length)));
    const pre = element('pre', '');
    rest.forEach((each) => pre.append(fieldLine(each)));
    fold.append(pre);
    fragment.append(fold);
  }
  const body = element('pre', 'content');
  const mine = members(answer);
  const theirs = other && members(other);
  if (!answer.body) {
    body.append(element('span', 'nothing', words('no-body')));
  } else if (mine) {
    const names = Object.keys(mine);
    body.append(line('{'));
    names.forEach((name, i) => {
      const text = `  ${JSON.stringify(name)}: ${laidOut(mine[name], '  ')}`;
      const compared = ['status', 'detail', 'title'].includes(name) || !theirs || !(name in theirs)
        ? mark(JSON.stringify(mine[name]), theirs && name in theirs ? JSON.stringify(theirs[name]) : undefined) : '';
      body.append(line(coloured(text + (i < names.length - 1 ? ',' : ''), 'json'),
        theirs || answer.status >= 400 ? compared : '', name === 'code'));
    });
    body.append(line('}'));
  } else {
    body.append(...coloured(answer.body, answer.body.startsWith('<') ? 'xml' : 'text'));
  }
  fragment.append(body);
  if (answer.cut) {
    fragment.append(element('p', 'note cut', words('cut')));
  }
  if (answer.redirected) {
    fragment.append(element('p', 'note', words('redirected', answer.redirected)));
  }
  return fragment;
}

const grammars = {
  json: /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?)|(true|false|null)/g,
  java: /(\/\*[\s\S]*?\*\/|\/\/[^\n]*)|("(?:\\.|[^"\\])*")|(@\w+)|\b(class|record|enum|extends|implements|throws?|new|return|if|else|private|public|static|final|void|try|catch|finally|for|switch|case|default|this|super|boolean|int|double|while)\b/g,
  yml: /(#[^\n]*)|^(\s*[\w.-]+)(?=\s*[:=])/gm,
  xml: /(<[^>]*>)/g,
};

const looks = {
  json: (found) => (found[1] ? (found[2] ? 'key' : 'text') : found[3] ? 'number' : 'word'),
  java: (found) => (found[1] ? 'remark' : found[2] ? 'text' : found[3] ? 'number' : 'word'),
  yml: (found) => (found[1] ? 'remark' : 'key'),
  xml: () => 'key',
};

export function coloured(text, language) {
  const grammar = grammars[language];
  if (!grammar) {
    return [text];
  }
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(grammar)) {
    const token = language === 'json' && found[1] ? found[1] : found[0];
    parts.push(text.slice(at, found.index), element('span', `t-${looks[language](found)}`, token));
    at = found.index + token.length;
  }
  parts.push(text.slice(at));
  return parts.filter((part) => part !== '');
}
