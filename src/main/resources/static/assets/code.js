// A text file in Ace. The text area keeps the text.
const ace = window.ace;
ace.config.set('useStrictCSP', true);
ace.config.set('basePath', document.querySelector('script[data-ace]').dataset.ace);

const MODES = { drl: 'drools', yaml: 'yaml', csv: 'text' };

export class Code {
  constructor(textarea, name, kind, save) {
    this.textarea = textarea;
    this.element = document.createElement('div');
    this.element.className = 'code';
    this.editor = ace.edit(this.element, {
      mode: `ace/mode/${MODES[kind]}`,
      theme: 'ace/theme/textmate',
      value: textarea.value,
      readOnly: textarea.readOnly,
      useWorker: false,
      enableKeyboardAccessibility: true,
      textInputAriaLabel: name,
      showPrintMargin: false,
      tabSize: 4,
      useSoftTabs: true,
      wrap: true,
      fontSize: 14,
    });
    this.editor.session.setUseWrapMode(true);
    this.editor.session.on('change', () => this.write());
    this.editor.commands.addCommand({ name: 'save', bindKey: { win: 'Ctrl-S', mac: 'Command-S' }, exec: save });
    // Chromium stops at whatever scrolls; the arrow keys scroll already
    this.element.querySelectorAll('.ace_scrollbar').forEach(bar => { bar.tabIndex = -1; });
    new ResizeObserver(() => this.editor.resize()).observe(this.element);
  }

  render() {
    if (this.editor.getValue() !== this.textarea.value) {
      this.editor.setValue(this.textarea.value, -1);
    }
  }

  write() {
    this.textarea.value = this.editor.getValue();
    this.textarea.dispatchEvent(new Event('input', { bubbles: true }));
  }

  goTo(line, column) {
    this.editor.gotoLine(line, column - 1, true);
    this.editor.focus();
  }

  mark(problems) {
    this.editor.session.setAnnotations(problems.map(p => ({
      row: p.line - 1,
      column: p.column - 1,
      type: { ERROR: 'error', WARNING: 'warning', NOTE: 'info' }[p.severity],
      text: `${p.severity[0] + p.severity.slice(1).toLowerCase()}: ${p.what}\n${p.mend}`,
    })));
  }
}
