// Reads and writes CSV (RFC 4180). What is not touched stays as it was: only cells that need quotes get them.
// Also reads what spreadsheets write where the comma is a decimal point: a header with semicolons and no comma.

export function parse(marked) {
  const text = marked.replace(/^\uFEFF/, '');
  const header = text.replace(/"[^"]*"/g, '').split('\n', 1)[0];
  const separator = header.includes(';') && !header.includes(',') ? ';' : ',';
  const rows = [];
  let row = [], cell = '', quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') { cell += c; } else if (text[i + 1] === '"') { cell += '"'; i++; } else { quoted = false; }
    } else if (c === '"' && cell === '') {
      quoted = true;
    } else if (c === separator) {
      row.push(cell);
      cell = '';
    } else if (c === '\n') {
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
    } else {
      cell += c;
    }
  }
  if (cell !== '' || row.length > 0) {
    row.push(cell);
    rows.push(row);
  }
  return rows;
}

export function format(rows) {
  return rows.map(row => row.map(quote).join(',') + '\n').join('');
}

function quote(cell) {
  return /[",\r\n]/.test(cell) || cell !== cell.trim() ? '"' + cell.replaceAll('"', '""') + '"' : cell;
}
