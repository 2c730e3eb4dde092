// Makes the editor's form comfortable: tabs, Ace and grids over the text areas, and checks while one types.
import { Code } from './code.js';
import { Grid } from './grid.js';

const form = document.getElementById('editor');
const sections = [...form.querySelectorAll('.file')];
const panel = document.getElementById('problems');
const unsaved = document.getElementById('unsaved');
const first = new Map(sections.map(s => [s, s.querySelector('textarea').value]));
const columns = form.dataset.columns ? JSON.parse(form.dataset.columns) : null;
let waiting, asked = 0, sending = false, dirty = form.dataset.unsaved === 'true';

document.body.classList.add('scripted');
sections.forEach(enhance);
const tabs = buildTabs();
choose(tabs.find(t => t.dataset.file === decodeURIComponent(location.hash.slice('#file-'.length))) ?? tabs[0]);
check();

function enhance(section) {
  const textarea = section.querySelector('textarea');
  const { file, kind } = section.dataset;
  const view = kind === 'csv' ? new Grid(textarea, file, file === 'cases.csv' ? null : columns) : new Code(textarea, file, kind, () => form.requestSubmit(document.getElementById('save')));
  section.view = view;
  section.grid = view;
  textarea.before(view.element);
  const plain = document.createElement('button');
  plain.type = 'button';
  plain.className = 'btn btn-sm btn-link p-0';
  const show = asText => {
    textarea.hidden = !asText;
    view.element.hidden = asText;
    plain.textContent = asText ? (kind === 'csv' ? 'As a table' : 'With colours') : 'As plain text';
    if (!asText) {
      view.render();
    }
  };
  plain.addEventListener('click', () => show(textarea.hidden));
  section.querySelector('.tools').prepend(plain);
  show(false);
  textarea.addEventListener('input', typed);
}

function buildTabs() {
  const list = document.createElement('div');
  list.className = 'tabs';
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', 'Files');
  const buttons = sections.map(section => {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.dataset.file = section.dataset.file;
    tab.id = 'tab-' + section.dataset.file;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', section.id);
    tab.textContent = section.dataset.file;
    section.setAttribute('role', 'tabpanel');
    section.setAttribute('aria-labelledby', tab.id);
    tab.addEventListener('click', () => choose(tab));
    return tab;
  });
  list.addEventListener('keydown', e => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (step) {
      const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
      choose(next);
      next.focus();
    }
  });
  list.append(...buttons);
  document.getElementById('files').prepend(list);
  return buttons;
}

function choose(chosen) {
  tabs.forEach((tab, i) => {
    const on = tab === chosen;
    tab.setAttribute('aria-selected', on);
    tab.tabIndex = on ? 0 : -1;
    sections[i].hidden = !on;
  });
  sections[tabs.indexOf(chosen)].view.editor?.resize();
}

function typed() {
  dirty = dirty || [...first].some(([section, text]) => section.querySelector('textarea').value !== text);
  if (unsaved) {
    unsaved.textContent = dirty ? 'Not saved yet.' : '';
  }
  clearTimeout(waiting);
  waiting = setTimeout(check, 400);
}

async function check() {
  if (form.dataset.readonly === 'true') {
    return;
  }
  const turn = ++asked;
  try {
    const answer = await fetch(form.getAttribute('action') + '/check', { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    if (answer.ok && !answer.redirected && turn === asked) {
      show(await answer.json());
    } else if (turn === asked) {
      say('The text could not be checked: ' + (answer.redirected ? 'you are signed out.' : 'the server said ' + answer.status + '.'));
    }
  } catch {
    say('The text could not be checked: the server cannot be reached.');
  }
}

function say(text) {
  panel.replaceChildren(paragraph(text));
}

function paragraph(text) {
  const p = document.createElement('p');
  p.className = 'mb-2';
  p.textContent = text;
  return p;
}

const SIGNS = { ERROR: ['✕', 'Error'], WARNING: ['⚠', 'Warning'], NOTE: ['ℹ', 'Note'] };

function show(findings) {
  const wrong = findings.filter(p => p.severity === 'ERROR');
  sections.forEach((section, i) => {
    const here = findings.filter(p => p.file === section.dataset.file);
    section.view.mark(here);
    tabs[i].replaceChildren(section.dataset.file, ...badges(here));
  });
  const golden = form.dataset.goldenCases === 'true' && sections.some(s => s.dataset.file === 'cases.csv');
  if (wrong.length > 0) {
    say(wrong.length === 1 ? '1 problem' : wrong.length + ' problems');
  } else {
    say('✓ Nothing is wrong.' + (golden ? ' All golden cases go the way they should.' : ''));
  }
  const notes = findings.filter(p => p.severity === 'NOTE');
  const doubts = findings.filter(p => p.severity !== 'NOTE');
  if (doubts.length > 0) {
    panel.append(list(doubts));
  }
  if (notes.length > 0) {
    const details = document.createElement('details');
    details.className = 'mt-2';
    details.open = panel.dataset.notes === 'open';
    const summary = document.createElement('summary');
    summary.textContent = notes.length === 1 ? '1 note' : notes.length + ' notes';
    details.append(summary, list(notes));
    details.addEventListener('toggle', () => { panel.dataset.notes = details.open ? 'open' : ''; });
    panel.append(details);
  }
}

function list(findings) {
  const items = document.createElement('ol');
  items.className = 'problems list-unstyled mb-0 mt-2';
  items.append(...findings.map(item));
  return items;
}

function badges(findings) {
  const errors = findings.filter(p => p.severity === 'ERROR').length;
  const warnings = findings.filter(p => p.severity === 'WARNING').length;
  return [
    ...(errors ? [badge(errors, 'text-bg-danger', errors === 1 ? '1 problem' : errors + ' problems')] : []),
    ...(warnings ? [badge('⚠ ' + warnings, 'text-bg-warning', warnings === 1 ? '1 warning' : warnings + ' warnings')] : []),
  ];
}

function badge(text, look, words) {
  const span = document.createElement('span');
  span.className = 'count badge ' + look;
  span.textContent = text;
  span.setAttribute('aria-label', words);
  return span;
}

function item(p) {
  const li = document.createElement('li');
  li.className = 'is-' + p.severity.toLowerCase();
  const severity = document.createElement('span');
  severity.className = 'severity';
  severity.textContent = SIGNS[p.severity].join(' ') + ' ';
  const place = document.createElement('a');
  place.className = 'place';
  place.href = '#file-' + p.file;
  Object.assign(place.dataset, { file: p.file, line: p.line, column: p.column });
  place.textContent = p.place;
  const text = document.createElement('div');
  const what = document.createElement('strong');
  what.textContent = p.what;
  text.append(what, ' ' + p.mend);
  li.append(severity, place, text);
  if (p.excerpt) {
    const pre = document.createElement('pre');
    pre.className = 'excerpt';
    pre.textContent = p.excerpt;
    li.append(pre);
  }
  return li;
}

panel.addEventListener('click', e => {
  const place = e.target.closest('.place');
  const tab = place && tabs.find(t => t.dataset.file === place.dataset.file);
  if (tab) {
    e.preventDefault();
    choose(tab);
    sections[tabs.indexOf(tab)].view.goTo(Number(place.dataset.line), Number(place.dataset.column));
  }
});

document.addEventListener('keydown', e => {
  if ((e.ctrlKey || e.metaKey) && e.key === 's' && !e.defaultPrevented) {
    e.preventDefault();
    form.requestSubmit(document.getElementById('save'));
  }
});
form.addEventListener('submit', () => { sending = true; });
window.addEventListener('beforeunload', e => {
  if (dirty && !sending && form.dataset.readonly !== 'true') {
    e.preventDefault();
  }
});
