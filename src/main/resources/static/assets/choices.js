// What the columns of a rule table can be, and what can stand in their cells: lists to choose from. Typing stays free.

export class Choices {
  constructor(columns, name) {
    this.fields = columns.fields;
    this.parts = columns.parts;
    this.prefix = 'list-' + name.replace(/\W/g, '-') + '-';
  }

  /** The id of the list for a cell, or nothing where anything goes. */
  listOf(row, heading) {
    if (row === 0) {
      return this.prefix + 'headings';
    }
    const at = this.known(heading);
    return at && this.values(at).length > 0 ? this.prefix + at : null;
  }

  /** The lists that the table with these headings needs. */
  lists(headings) {
    const needed = new Set(headings.map(h => this.known(h)).filter(at => at && this.values(at).length > 0));
    const all = [...this.parts.map(p => ({ text: p.heading, meaning: p.heading })),
      ...this.fields.flatMap(f => f.operators.map(o => ({ text: f.field + ' ' + o, meaning: f.title + ' ' + o })))];
    return [this.list('headings', all), ...[...needed].map(at => this.list(at, this.values(at)))];
  }

  list(at, values) {
    const list = document.createElement('datalist');
    list.id = this.prefix + at;
    list.append(...values.map(v => option(v.text, v.meaning)));
    return list;
  }

  /** A name for what a heading asks for: the place of its field, or of its part. */
  known(heading) {
    const plain = heading.trim().replace(/^Case\s*[.]\s*/, '');
    const field = this.fields.findIndex(f => f.operators.some(o => f.field + ' ' + o === plain.replace(/\s+/g, ' ')));
    if (field >= 0) {
      return 'field-' + field;
    }
    const part = this.parts.findIndex(p => p.heading === plain.toLowerCase().replace(/[ _]+/g, ' '));
    return part >= 0 ? 'part-' + part : null;
  }

  values(at) {
    const [kind, place] = at.split('-');
    return (kind === 'field' ? this.fields : this.parts)[Number(place)].values;
  }

  /** A field and an operator, chosen; the heading that they make is added. */
  chooser(headings, add) {
    const bar = document.createElement('span');
    bar.className = 'choose d-flex flex-wrap gap-2';
    const field = select('Column to add');
    field.append(
      group('Conditions', this.fields.map((f, i) => option('field-' + i, f.title === f.field ? f.field : f.title + ' (' + f.field + ')'))),
      group('Others', this.parts.map((p, i) => option('part-' + i, p.heading)).filter((o, i) => !headings.some(h => this.known(h) === 'part-' + i))),
    );
    const operator = select('Operator');
    const fit = () => {
      const [kind, place] = field.value.split('-');
      const operators = kind === 'field' ? this.fields[Number(place)].operators : [];
      operator.replaceChildren(...operators.map(o => option(o, o)));
      operator.hidden = operators.length === 0;
    };
    field.addEventListener('change', fit);
    fit();
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-sm btn-outline-secondary';
    button.textContent = 'Add column';
    button.addEventListener('click', () => {
      const [kind, place] = field.value.split('-');
      add(kind === 'field' ? this.fields[Number(place)].field + ' ' + operator.value : this.parts[Number(place)].heading);
    });
    bar.append(field, operator, button);
    return bar;
  }
}

function option(value, text) {
  const element = document.createElement('option');
  element.value = value;
  element.textContent = text;
  return element;
}

function group(label, options) {
  const element = document.createElement('optgroup');
  element.label = label;
  element.append(...options);
  return element;
}

function select(label) {
  const element = document.createElement('select');
  element.className = 'form-select form-select-sm w-auto';
  element.setAttribute('aria-label', label);
  return element;
}
