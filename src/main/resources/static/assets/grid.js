// A table as a grid of inputs. The text area keeps the text as CSV; the grid writes back only what someone changes.
import { Choices } from './choices.js';
import { format, parse } from './csv.js';

export class Grid {
  /** @param columns what the columns can be; null where that is open */
  constructor(textarea, name, columns) {
    this.textarea = textarea;
    this.name = name;
    this.choices = columns && !textarea.readOnly ? new Choices(columns, name) : null;
    this.readOnly = textarea.readOnly;
    this.element = document.createElement('div');
    this.wrong = [];
    this.render();
    this.element.addEventListener('input', e => this.changed(e.target));
    this.element.addEventListener('keydown', e => this.key(e));
  }

  render() {
    this.rows = parse(this.textarea.value);
    if (this.rows.length === 0) {
      this.rows = [['']];
    }
    this.width = Math.max(...this.rows.map(row => row.length));
    const table = document.createElement('table');
    const head = table.createTHead(), body = table.createTBody();
    this.rows.forEach((row, r) => this.addRow(r === 0 ? head : body, row, r));
    const frame = document.createElement('div');
    frame.className = 'grid';
    frame.append(table);
    this.element.replaceChildren(frame, ...(this.choices ? this.choices.lists(this.rows[0]) : []), ...(this.readOnly ? [] : [this.buttons()]));
    this.mark(this.wrong);
  }

  addRow(section, row, r) {
    const line = section.insertRow();
    const index = document.createElement('th');
    index.className = 'index';
    index.scope = 'row';
    index.textContent = r + 1; // its line in the text, as problems name it
    line.append(index);
    for (let c = 0; c < this.width; c++) {
      const cell = document.createElement(r === 0 ? 'th' : 'td');
      const input = document.createElement('input');
      input.value = row[c] ?? '';
      input.dataset.row = r;
      input.dataset.column = c;
      input.readOnly = this.readOnly;
      const list = this.choices?.listOf(r, this.rows[0][c] ?? '');
      if (list) {
        input.setAttribute('list', list);
      }
      input.setAttribute('aria-label', r === 0 ? `Heading of column ${c + 1}` : `${this.rows[0][c] || 'column ' + (c + 1)}, line ${r + 1}`);
      cell.append(input);
      line.append(cell);
    }
  }

  buttons() {
    const bar = document.createElement('div');
    bar.className = 'd-flex flex-wrap gap-2 mt-2';
    const add = (text, action) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn btn-sm btn-outline-secondary';
      button.textContent = text;
      button.addEventListener('click', action);
      bar.append(button);
    };
    add('Add row', () => this.insertRow());
    if (!this.choices) {
      add('Add column', () => this.insertColumn(''));
    }
    add('Remove row', () => this.removeRow());
    add('Remove column', () => this.removeColumn());
    if (this.choices) {
      bar.append(this.choices.chooser(this.rows[0], heading => this.insertColumn(heading)));
    }
    return bar;
  }

  /** Where someone was last; the end, if nowhere yet. */
  get at() {
    return this.last ?? { row: this.rows.length - 1, column: this.width - 1 };
  }

  insertRow() {
    const row = this.at.row + 1;
    this.rows.splice(row, 0, Array(this.width).fill(''));
    this.rebuild(row, 0);
  }

  insertColumn(heading) {
    const column = this.at.column + 1;
    this.rows.forEach((row, r) => { if (row.length >= column) { row.splice(column, 0, r === 0 ? heading : ''); } });
    this.rebuild(0, column);
  }

  removeRow() {
    const { row, column } = this.at;
    if (row > 0) {
      this.rows.splice(row, 1);
      this.rebuild(Math.min(row, this.rows.length - 1), column);
    }
  }

  removeColumn() {
    const { row, column } = this.at;
    if (this.width > 1) {
      this.rows.forEach(cells => cells.splice(column, 1));
      this.rebuild(row, Math.min(column, this.width - 2));
    }
  }

  rebuild(row, column) {
    this.write();
    this.render();
    this.focus(row, column);
  }

  changed(input) {
    if (input.dataset.row === undefined) {
      return; // a list beside the table
    }
    const row = this.rows[input.dataset.row];
    while (row.length <= input.dataset.column) {
      row.push('');
    }
    row[input.dataset.column] = input.value;
    this.write();
    if (row === this.rows[0] && this.choices) {
      this.relist(Number(input.dataset.column), input.value);
    }
  }

  /** Another heading offers other cells. */
  relist(column, heading) {
    this.element.querySelectorAll('datalist').forEach(list => list.remove());
    this.element.append(...this.choices.lists(this.rows[0]));
    this.element.querySelectorAll(`tbody input[data-column="${column}"]`).forEach(input => {
      const list = this.choices.listOf(1, heading);
      list ? input.setAttribute('list', list) : input.removeAttribute('list');
    });
  }

  write() {
    this.textarea.value = format(this.rows);
    this.textarea.dispatchEvent(new Event('input', { bubbles: true }));
  }

  key(e) {
    if (e.target.tagName !== 'INPUT') {
      return;
    }
    const row = Number(e.target.dataset.row), column = Number(e.target.dataset.column);
    this.last = { row, column };
    const start = e.target.selectionStart === 0 && e.target.selectionEnd === 0;
    const end = e.target.selectionStart === e.target.value.length;
    const to = e.key === 'ArrowUp' ? [row - 1, column]
      : e.key === 'ArrowDown' || e.key === 'Enter' ? [row + 1, column]
        : e.key === 'ArrowLeft' && start ? [row, column - 1]
          : e.key === 'ArrowRight' && end ? [row, column + 1] : null;
    if (to) {
      e.preventDefault(); // Enter would send the form
      this.focus(...to);
    }
  }

  focus(row, column) {
    const input = this.input(row, column);
    if (input) {
      this.last = { row, column };
      input.focus();
      input.select();
    }
  }

  input(row, column) {
    return this.element.querySelector(`input[data-row="${row}"][data-column="${column}"]`);
  }

  /** Lines are rows, columns are cells, both counted from 1. */
  goTo(line, column) {
    this.focus(line - 1, column - 1);
  }

  mark(problems) {
    this.wrong = problems;
    this.element.querySelectorAll('.wrong, .doubtful').forEach(input => {
      input.classList.remove('wrong', 'doubtful');
      input.removeAttribute('aria-invalid');
      input.title = '';
    });
    problems.filter(p => p.severity !== 'NOTE').reverse().forEach(p => { // the worst last, so that it stands
      const input = this.input(p.line - 1, p.column - 1) ?? this.input(p.line - 1, 0);
      if (input) {
        const wrong = p.severity === 'ERROR';
        input.classList.add(wrong ? 'wrong' : 'doubtful');
        if (wrong) {
          input.setAttribute('aria-invalid', 'true');
        }
        input.title = `${wrong ? 'Error' : 'Warning'}: ${p.what} ${p.mend}`;
      }
    });
  }
}

document.addEventListener('focusin', e => {
  const input = e.target.closest?.('.grid input');
  if (input) {
    input.closest('.file').grid.last = { row: Number(input.dataset.row), column: Number(input.dataset.column) };
  }
});
