// Builds the page from cards.json, words.json and stock.json, and plays the cards. A card is an
// entry of cards.json, and nothing else knows of it.

import { element, lacking, prose, shown, coloured } from './answers.js';
import { compose, curl, field, idle, parse, prepare, sendUntil } from './requests.js';
import { cut } from './sources.js';

const [cards, words, stock] = await Promise.all(['cards.json', 'words.json', 'stock.json']
  .map(async (file) => (await fetch(file)).json()));

const switches = { language: 'en', accept: 'json', who: 'card' };

const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

const say = (key, ...values) => words[key][switches.language].replace(/\{(\d)\}/g, (whole, i) => values[i]);
const told = (text) => { $('#told').textContent = text; };
const inLanguage = (text) => (typeof text === 'string' ? text : text[switches.language]);
const plain = (text) => inLanguage(text).replaceAll('`', '');

function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon ${name}`);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', { chevron: 'M4 6.5 8 10.500 12 6.500', done: 'M3.500 8.500 6.500 11.500 12.500 4.500' }[name]);
  svg.append(path);
  return svg;
}

// ---- one request and its two answers ----

const stockKey = (card, suffix) => stock.answers[suffix ? `${card.id} ${suffix}` : card.id];

// What stock Boot has answered for the present switches.
function recorded(card, i) {
  const asIs = stockKey(card)?.[i];
  const single = card.kind === 'code';
  let exact = true;
  let entry = asIs;
  if (switches.who !== 'card' && !(card.callers && switches.accept === 'json')) {
    exact = !card.steps.some((step) => step.request.some((line) => line.startsWith('Authorization')))
      && card.id !== 'c401';
  } else if (switches.who !== 'card') {
    entry = stockKey(card, switches.who)?.[i] || asIs;
  }
  if (switches.accept !== 'json') {
    exact = exact && single;
    entry = stockKey(card, switches.accept)?.[i] || asIs;
  }
  return { entry, exact, described: exact && switches.accept === 'json' ? stockKey(card, 'described')?.[i] : undefined };
}

const answerOf = (entry) => {
  const answer = entry && parse(entry.lines.join('\n').replaceAll('localhost:8080', location.host));
  return answer && { ...answer, cut: entry.cut };
};

function requestText(request) {
  const pre = element('pre', 'request');
  pre.append(element('span', 'line status', `${request.method} ${request.target}`));
  request.fields.forEach(({ name, value, added }) => {
    // a token says nothing to readers
    const brief = value.length > 80 ? `${value.slice(0, 20)}…` : value;
    pre.append(element('span', added ? 'line added' : 'line', element('span', 'name', `${name}:`), ` ${brief}`));
  });
  if (request.body) {
    pre.append(element('span', 'line', '\u00a0'), element('span', 'line', ...coloured(request.body, 'json')));
  }
  // JSON has braces too, but none around a bare name
  if (/\{\w+\}/.test(pre.textContent)) {
    pre.append(element('span', 'line t-remark', say('in-braces')));
  }
  return pre;
}

function pane(kind, title, note, label) {
  const box = element('div', `pane ${kind}`);
  const head = element('div', 'pane-head', element('p', 'pane-title', title));
  if (note) {
    head.firstChild.append(' ', element('span', 'pane-note', note));
  }
  box.append(head, element('div', 'pane-body'));
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', label);
  return box;
}

// A box that scrolls is a stop of the Tab key, and no other is.
const stops = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollHeight > target.clientHeight || target.scrollWidth > target.clientWidth) {
      target.tabIndex = 0;
      target.setAttribute('role', 'region');
      target.setAttribute('aria-label', target.closest('[role=group]').getAttribute('aria-label'));
    } else if (target !== document.activeElement) {
      ['tabindex', 'role', 'aria-label'].forEach((name) => target.removeAttribute(name));
    }
  }
});

class Step {
  constructor(card, i) {
    this.card = card;
    this.step = card.steps[i];
    this.i = i;
    this.values = {};
    this.answer = null;
    this.asItComes = true;
    this.root = element('div', `step ${this.step.side || ''}`.trim());
    this.root.dataset.expected = this.step.status;
    this.render();
  }

  get name() {
    const caption = this.step.caption ? `, ${plain(this.step.caption)}` : '';
    return this.card.kind === 'code' ? `${this.step.status} ${plain(this.card.title)}` : plain(this.card.title) + caption;
  }

  render() {
    const request = pane('asked', say('request'), '', `${say('request')}: ${this.name}`);
    const copy = element('button', 'quiet copy', say('copy'));
    copy.type = 'button';
    copy.setAttribute('aria-label', `${say('copy')}: ${this.name}`);
    copy.addEventListener('click', () => guarded(copy, () => this.copy(copy)));
    $('.pane-head', request).append(copy);
    $('.pane-body', request).append(requestText(compose(this.step, switches, this.values)));
    this.asked = request;
    this.root.replaceChildren(...(this.step.caption ? [element('p', 'caption', ...prose(inLanguage(this.step.caption)))] : []),
      request, this.renderStock(), this.renderOurs());
  }

  renderStock() {
    const { entry, exact, described } = recorded(this.card, this.i);
    const used = described && !this.asItComes ? described : entry;
    const answer = answerOf(used);
    const box = pane('stock', say('stock', stock.boot), say('recorded'), `${say('stock', stock.boot)}: ${this.name}`);
    const body = $('.pane-body', box);
    if (described) {
      const other = element('button', 'quiet described', say('described'));
      other.type = 'button';
      other.setAttribute('aria-label', `${say('described-label')}: ${this.name}`);
      other.setAttribute('aria-pressed', String(!this.asItComes));
      other.addEventListener('click', () => {
        this.asItComes = !this.asItComes;
        this.render();
        $('.described', this.root).focus();
      });
      $('.pane-head', box).append(other);
    }
    if (!exact) {
      body.append(element('p', 'note', say('not-recorded')));
    }
    if (answer) {
      body.append(shown(answer, this.answer, 'stock', this.step.status, say));
    } else {
      body.append(element('p', 'nothing', say('no-answer')));
    }
    if (this.answer && exact) {
      const missing = answer ? lacking(answer, this.answer, this.step.status) : [];
      const foot = element('p', 'foot');
      if (missing.length) {
        foot.append(`${say('lacks')} `, ...missing.flatMap((name) => [element('code', '', name), ' ']));
      } else if (answer) {
        foot.append(say('same'));
      }
      if (foot.childNodes.length) {
        box.append(foot);
      }
    }
    if (this.step.note) {
      box.append(element('p', 'note', ...prose(inLanguage(this.step.note))));
    }
    stops.observe(body);
    return box;
  }

  renderOurs() {
    const box = pane('ours', say('mishap'), say('live'), `${say('answer')}: ${this.name}`);
    const body = $('.pane-body', box);
    if (!this.answer) {
      body.append(element('p', 'nothing', say('not-yet')));
      return box;
    }
    const { look, text } = this.verdict();
    box.classList.add('exchange', look);
    box.dataset.shown = this.answer.status;
    $('.pane-head', box).append(element('p', 'verdict', text));
    const { entry, exact } = recorded(this.card, this.i);
    body.append(shown(this.answer, exact ? answerOf(entry) : null, 'ours', this.step.status, say));
    body.classList.add('received');
    const id = field(this.answer, 'X-Request-Id');
    if (id && (this.answer.status >= 400 || this.step.logs)) {
      box.append(logFold(id));
    }
    stops.observe(body);
    return box;
  }

  verdict() {
    const { status } = this.answer;
    const expected = this.step.status;
    if (status !== expected) {
      return switches.who === 'card' ? { look: 'unexpected', text: say('unexpected', status, expected) }
        : { look: 'switched', text: say('switched', status, expected) };
    }
    if (this.step.side === 'wrong') {
      return { look: 'wrong-way', text: say('wrong-way', status) };
    }
    return { look: 'as-expected', text: say(this.card.kind === 'code' ? 'as-sheet' : 'as-expected', status) };
  }

  async send(values) {
    await prepare(this.step, values);
    this.answer = await sendUntil(this.step, compose(this.step, switches, values));
    this.values = { ...values };
    values.retryAfter = field(this.answer, 'Retry-After');
    try {
      values.id = JSON.parse(this.answer.body).id || values.id;
    } catch {
      // not every body is JSON
    }
    this.render();
    if (this.step.after === 'idle') {
      await idle();
    }
  }

  // With all that {names} stand for: what comes before is done for the copy, too.
  async copy(button) {
    const values = this.values.who === switches.who && this.step.request.some((line) => line.includes('{id}'))
      ? { ...this.values } : { who: switches.who };
    await prepare(this.step, values);
    if (/\{(id|token|key)\}/.test(curl(compose(this.step, switches, values)))) {
      await this.before(values);
    }
    await toClipboard(curl(compose(this.step, switches, values)));
    button.textContent = say('copied');
    told(say('copied'));
    setTimeout(() => { button.textContent = say('copy'); }, 2000);
  }

  async before(values) {
    for (const step of this.siblings.slice(0, this.i)) {
      await step.send(values);
    }
    await prepare(this.step, values);
  }
}

// Browsers have a clipboard for pages from localhost or by HTTPS only.
async function toClipboard(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = element('textarea', 'unseen');
  field.value = text;
  document.body.append(field);
  const before = document.activeElement;
  field.select();
  document.execCommand('copy');
  field.remove();
  before.focus();
}

function logFold(id) {
  const fold = element('details', 'log', element('summary', '', say('log')));
  const lines = element('pre', 'lines');
  fold.append(lines);
  fold.addEventListener('toggle', () => {
    if (fold.open) {
      guarded(fold, async () => showLines(lines, await linesOf(id)));
    }
  });
  return fold;
}

async function linesOf(id) {
  const response = await fetch(`/demo/logs?request_id=${encodeURIComponent(id)}`);
  return (await response.json()).lines;
}

function showLines(pre, lines) {
  pre.textContent = lines.length ? lines.join('\n') : say('no-lines');
  pre.classList.toggle('none', !lines.length);
  pre.tabIndex = 0;
  pre.setAttribute('role', 'group');
  pre.setAttribute('aria-label', say('log'));
}

// ---- cards ----

class Card {
  constructor(card) {
    this.card = card;
    this.open = false;
    this.busy = false;
    this.steps = card.steps.map((step, i) => new Step(card, i));
    this.steps.forEach((step) => { step.siblings = this.steps; });
    this.root = element('article', `card row ${card.kind}`);
    this.root.id = card.id;
    this.render();
  }

  get title() {
    return this.card.kind === 'code' ? `${this.card.steps[0].status} ${this.card.title}` : plain(this.card.title);
  }

  render() {
    const { card } = this;
    const code = card.kind === 'code';
    const toggle = element('button', 'toggle');
    toggle.type = 'button';
    if (code) {
      toggle.append(element('span', `badge b${String(card.steps[0].status)[0]}`, card.steps[0].status), ' ');
    }
    toggle.append(element('span', 'name', ...prose(inLanguage(card.title))), icon('chevron'));
    toggle.setAttribute('aria-controls', `${card.id}-body`);
    toggle.addEventListener('click', () => this.show(!this.open));
    const heading = element(code ? 'h4' : 'h3', '', toggle);
    heading.id = `${card.id}-title`;
    this.root.setAttribute('aria-labelledby', heading.id);
    const summary = element('p', 'summary', ...prose(inLanguage(card.means || card.text)));
    const flow = element('p', 'flow');
    if (!code) {
      card.steps.forEach(({ status, side }) => flow.append(
        element('span', `badge b${String(status)[0]} ${side || ''}`.trim(), status), ' '));
    }
    this.button = element('button', 'send', say(code ? 'send' : 'play'));
    this.button.type = 'button';
    this.button.setAttribute('aria-label', `${say(code ? 'send' : 'play')} ${this.title}`);
    this.button.addEventListener('click', () => guarded(this.button, () => this.play(), say(code ? 'sending' : 'playing')));
    this.body = element('div', 'body');
    this.body.id = `${card.id}-body`;
    this.steps.forEach((step) => step.render());
    this.body.append(...this.steps.map((step) => step.root), this.about());
    this.root.replaceChildren(element('div', 'row-head', heading, summary, ...(code ? [] : [flow]), this.button), this.body);
    this.toggle = toggle;
    this.show(this.open);
  }

  about() {
    const box = element('div', 'about');
    const list = element('dl', '');
    for (const key of ['when', 'owes', 'notice']) {
      if (this.card[key]) {
        list.append(element('div', '', element('dt', '', say(key)), element('dd', '', ...prose(inLanguage(this.card[key])))));
      }
    }
    if (list.childNodes.length) {
      box.append(list);
    }
    if (this.card.code) {
      box.append(this.sources());
    } else if (this.card.cause) {
      box.append(element('p', 'cause', `${say('cause')} `, ...prose(inLanguage(this.card.cause))));
    }
    return box;
  }

  sources() {
    const names = [...new Set(this.card.code.map(({ file }) => file.split('/').at(-1).replace('.java', '')))];
    const cause = this.card.cause ? prose(inLanguage(this.card.cause)) : prose(names.map((name) => `\`${name}\``).join(', '));
    const fold = element('details', 'source', element('summary', '', `${say('cause')} `, ...cause));
    const box = element('div', 'files');
    fold.append(box);
    fold.addEventListener('toggle', () => {
      if (fold.open && !box.childNodes.length) {
        guarded(fold, async () => {
          for (const place of this.card.code) {
            const lines = element('pre', 'source-lines', ...coloured(await cut(place), place.file.endsWith('.java') ? 'java' : 'yml'));
            lines.tabIndex = 0;
            lines.setAttribute('role', 'group');
            lines.setAttribute('aria-label', place.file);
            box.append(element('div', 'file', element('p', 'file-name', place.file), lines));
          }
        });
      }
    });
    return fold;
  }

  show(open) {
    this.open = open;
    this.body.hidden = !open;
    this.root.classList.toggle('open', open);
    this.toggle.setAttribute('aria-expanded', String(open));
  }

  async play() {
    this.show(true);
    this.steps.forEach((step) => { step.answer = null; step.values = {}; step.render(); });
    const values = { who: switches.who };
    for (const step of this.steps) {
      await step.send(values);
      const caption = step.step.caption ? `${plain(step.step.caption)}: ` : '';
      told(caption + step.verdict().text);
    }
    this.root.dataset.played = '';
    this.chip?.classList.add('tried');
    if (this.chip && !$('.unseen', this.chip)) {
      this.chip.append(element('span', 'unseen', `, ${say('tried')}`));
    }
  }

  forget() {
    this.steps.forEach((step) => { step.answer = null; step.values = {}; });
    delete this.root.dataset.played;
    this.render();
  }
}

// Runs what a button is for; a failure of the page itself is shown and not swallowed.
async function guarded(button, action, meanwhile) {
  if (button.getAttribute('aria-busy') === 'true') {
    return;
  }
  const label = button.textContent;
  const alert = $('#page-error');
  alert.hidden = true;
  button.setAttribute('aria-busy', 'true');
  if (meanwhile) {
    button.textContent = meanwhile;
  }
  try {
    await action();
  } catch (error) {
    // a fetch that gets no answer ends in a TypeError
    alert.textContent = `${say(error instanceof TypeError ? 'service-gone' : 'page-failed')} (${error.message})`;
    alert.hidden = false;
  } finally {
    if (meanwhile) {
      button.textContent = label;
    }
    button.removeAttribute('aria-busy');
  }
}

// ---- the page ----

const all = cards.map((card) => new Card(card));
const actors = { 1: 'nobody', 2: 'nobody', 3: 'nobody', 4: 'client', 5: 'service' };
const digit = (card) => String(card.card.steps[0].status)[0];
const codes = all.filter((card) => card.card.kind === 'code');

const groups = [...new Set(codes.map(digit))].map((first) => {
  const group = element('section', 'group');
  group.dataset.actor = actors[first];
  const title = element('h3', '', element('span', `digit b${first}`, `${first}xx`), ' ', element('span', 'name'));
  title.id = `class-${first}`;
  group.setAttribute('aria-labelledby', title.id);
  group.append(element('div', 'group-head', title, element('p', '')),
    element('div', 'cards', ...codes.filter((card) => digit(card) === first).map((card) => card.root)));
  group.words = first;
  return group;
});
$('#sheet').append(...groups);
$('#scenarios .cards').append(...all.filter((card) => card.card.kind === 'scenario').map((card) => card.root));
$('#anti-patterns .cards').append(...all.filter((card) => card.card.kind === 'anti-pattern').map((card) => card.root));

for (const card of codes) {
  const chip = element('a', `chip b${digit(card)}`, card.card.steps[0].status);
  chip.href = `#${card.card.id}`;
  chip.dataset.actor = actors[digit(card)];
  chip.addEventListener('click', (event) => {
    event.preventDefault();
    history.replaceState(null, '', chip.href);
    openCard(card);
  });
  card.chip = chip;
  $('.strip').append(chip);
}

// The live example at the top is the card of a 422.
const example = new Step({ ...cards.find(({ id }) => id === 'c422') }, 0);
const again = element('button', 'solid again');
again.type = 'button';
again.addEventListener('click', () => guarded(again, () => example.send({ who: switches.who }), say('sending')));
$('#hero').append(example.root);

function renderWords() {
  document.documentElement.lang = switches.language;
  document.title = say('title');
  $$('[data-word]').forEach((each) => { each.textContent = say(each.dataset.word); });
  $$('[data-label]').forEach((each) => each.setAttribute('aria-label', say(each.dataset.label)));
  groups.forEach((group) => {
    $('.name', group).textContent = say(`class-${group.words}`);
    $('p', group).textContent = say(`class-${group.words}-text`);
  });
  codes.forEach(({ chip, title }) => chip.setAttribute('title', title));
  again.textContent = say('again');
}

function openCard(card) {
  if (card.root.closest('[hidden]')) {
    filter('all');
  }
  card.show(true);
  card.root.scrollIntoView({ block: 'start' });
  card.toggle.focus({ preventScroll: true });
}

function filter(actor) {
  $$('.filter button').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.filter === actor)));
  [...groups, ...$$('.chip')].forEach((each) => { each.hidden = actor !== 'all' && each.dataset.actor !== actor; });
  told(say('filtered', $$('.chip').filter((chip) => !chip.hidden).length));
}

$$('.filter button').forEach((button) => button.addEventListener('click', () => filter(button.dataset.filter)));

async function sendExample() {
  await example.send({ who: switches.who });
  $('.asked', example.root).append(again);
}

// Answers to other switches say nothing about these.
$('.switches').addEventListener('change', (event) => {
  switches[event.target.name] = event.target.value;
  renderWords();
  all.forEach((card) => card.forget());
  example.answer = null;
  guarded(again, sendExample);
});

$('#log-form').addEventListener('submit', (event) => {
  event.preventDefault();
  guarded(event.submitter, async () => {
    const lines = element('pre', 'lines');
    showLines(lines, await linesOf($('#request-id').value.trim()));
    $('#log-lines').replaceChildren(lines);
  });
});

function followHash() {
  const card = all.find(({ root }) => `#${root.id}` === location.hash);
  if (card) {
    openCard(card);
  }
}

switches.language = navigator.languages.map((each) => each.slice(0, 2)).find((each) => ['en', 'de'].includes(each)) || 'en';
$(`.switches [value=${switches.language}]`).checked = true;
renderWords();
all.forEach((card) => card.render());
window.addEventListener('hashchange', followHash);
followHash();
await guarded(again, sendExample);
document.documentElement.dataset.ready = '';
