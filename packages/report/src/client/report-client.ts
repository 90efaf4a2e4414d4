/** A table as it travels in the report. */
export interface EmbeddedTable {
  readonly columns: readonly { readonly name: string; readonly type: string; readonly shown: boolean }[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  readonly bars: readonly string[];
  readonly heat: 'viridis' | 'row-maximum' | null;
  readonly code: readonly string[];
  readonly sort: readonly { readonly column: string; readonly descending?: boolean }[];
  /** Rows of the table of which these are the first. */
  readonly total: number;
}

/**
 * Runs inside the report, by itself: it may use nothing from outside its body.
 * Builds the tables and the process trees out of the data in the page, with text nodes only.
 */
export function reportClient(): void {
  const pageSize = 50;
  type Cell = string | number | boolean | null;

  const element = <K extends keyof HTMLElementTagNameMap>(name: K, text = '', className = '') => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const invisible = /(?![\t\n\r])[\p{Cc}\p{Cf}\u2028\u2029]/gu;
  const show = (value: Cell, type: string): string => {
    if (value === null) return '';
    if (type === 'datetime')
      return String(value)
        .replace('T', ' ')
        .replace(/\.?0*Z$/, '');
    if (type === 'real' && typeof value === 'number') return String(Math.round(value * 10000) / 10000);
    return String(value).replace(invisible, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  };
  /** Longer cells show their beginning until somebody asks for the rest: layout of many long words takes minutes. */
  const longest = 400;
  const shorten = (cell: HTMLElement): void => {
    const whole = cell.textContent ?? '';
    const more = element('button', `… ${whole.length} characters`, 'rest');
    more.addEventListener('click', () => {
      cell.textContent = whole;
    });
    cell.textContent = whole.slice(0, longest);
    cell.append(more);
  };
  const numeric = (type: string) => type === 'long' || type === 'int' || type === 'real' || type === 'decimal';
  const compare = (a: Cell, b: Cell): number => {
    if (a === b) return 0;
    if (a === null) return 1;
    if (b === null) return -1;
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return String(a) < String(b) ? -1 : 1;
  };
  const dataOf = (host: Element): EmbeddedTable =>
    JSON.parse(document.getElementById(host.getAttribute('data-table') ?? '')?.textContent ?? '{}');

  function drawTable(host: Element): void {
    const data = dataOf(host);
    let visibleRows = pageSize;
    let sort = data.sort.map((key) => ({ column: key.column, descending: key.descending === true }));
    const columns = data.columns.map((column, index) => ({ ...column, index })).filter((column) => column.shown);
    const maxima = new Map<number, number>();
    let matrixMaximum = 0;
    for (const { index, type } of columns) {
      if (!numeric(type)) continue;
      const most = data.rows.reduce((high, row) => Math.max(high, Number(row[index] ?? 0)), 0);
      maxima.set(index, most);
      matrixMaximum = Math.max(matrixMaximum, most);
    }
    const bar = element('div', '', 'table-bar');
    const search = element('input');
    search.type = 'search';
    search.placeholder = 'Filter rows';
    search.setAttribute('aria-label', 'Filter rows');
    const status = element('span', '', 'quiet');
    bar.append(search, status);
    const scroller = element('div', '', 'scroller');
    scroller.tabIndex = 0;
    const table = element('table');
    const head = element('tr');
    for (const column of columns) {
      const cell = element('th', '', numeric(column.type) ? 'number' : '');
      const button = element('button', show(column.name.slice(0, 120), 'string'));
      button.addEventListener('click', () => {
        const current = sort[0];
        sort = [{ column: column.name, descending: current?.column === column.name ? !current.descending : false }];
        draw();
      });
      cell.append(button);
      head.append(cell);
    }
    const thead = element('thead');
    thead.append(head);
    const body = element('tbody');
    table.append(thead, body);
    scroller.append(table);
    const more = element('button', 'Show more', 'more');
    more.addEventListener('click', () => {
      visibleRows += 500;
      draw();
    });

    function paint(cell: HTMLTableCellElement, value: Cell, index: number, name: string, row: readonly Cell[]): void {
      const amount = Number(value ?? 0);
      if (data.heat === 'viridis' && maxima.has(index)) {
        if (amount > 0) {
          const share = Math.sqrt(amount / (matrixMaximum || 1));
          cell.style.setProperty('--share', String(Math.round(share * 100)));
          cell.classList.add('heat');
        } else cell.textContent = '';
      } else if (data.heat === 'row-maximum' && maxima.has(index)) {
        const most = Math.max(
          ...columns.filter((one) => maxima.has(one.index)).map((one) => Number(row[one.index] ?? 0)),
        );
        if (amount === 0) cell.textContent = '';
        else cell.classList.add(amount === most ? 'row-top' : 'row-some');
      } else if (data.bars.includes(name)) {
        cell.classList.add('bar');
        cell.style.setProperty('--share', String((amount / (maxima.get(index) || 1)) * 100));
      }
    }

    function draw(): void {
      const wanted = search.value.toLowerCase();
      let rows = data.rows as readonly (readonly Cell[])[];
      if (wanted)
        rows = rows.filter((row) => row.some((cell) => cell !== null && String(cell).toLowerCase().includes(wanted)));
      for (const key of [...sort].reverse()) {
        const at = data.columns.findIndex((column) => column.name === key.column);
        if (at >= 0) rows = [...rows].sort((a, b) => compare(a[at] ?? null, b[at] ?? null) * (key.descending ? -1 : 1));
      }
      body.replaceChildren(
        ...rows.slice(0, visibleRows).map((row) => {
          const line = element('tr');
          for (const { index, type, name } of columns) {
            const value = row[index] ?? null;
            const cell = element(
              'td',
              show(value, type),
              numeric(type) ? 'number' : data.code.includes(name) ? 'code' : type === 'datetime' ? 'time' : '',
            );
            if ((cell.textContent ?? '').length > longest) shorten(cell);
            paint(cell, value, index, name, row);
            line.append(cell);
          }
          return line;
        }),
      );
      columns.forEach((column, place) => {
        const key = sort[0];
        const order = key?.column === column.name ? (key.descending ? 'descending' : 'ascending') : 'none';
        head.children[place]?.setAttribute('aria-sort', order);
      });
      const shown = Math.min(visibleRows, rows.length);
      const cut =
        data.total > data.rows.length ? `; the report holds the first ${data.rows.length} of ${data.total}` : '';
      status.textContent = `${shown} of ${rows.length} rows shown${cut}`;
      more.hidden = shown >= rows.length;
    }
    search.addEventListener('input', draw);
    host.append(bar, scroller, more);
    draw();
  }

  function drawTree(host: Element): void {
    const data = dataOf(host);
    const at = (name: string) => data.columns.findIndex((column) => column.name === name);
    const [id, parent, depth] = [at('NodeId'), at('ParentNodeId'), at('Depth')];
    const [process, pid, line, account] = [at('Process'), at('ProcessId'), at('CommandLine'), at('Account')];
    const [time, rarity, branch, link] = [at('TimeGenerated'), at('Rarity'), at('BranchRarity'), at('ParentLink')];
    const known = new Set(data.rows.map((row) => row[id]));
    const children = new Map<Cell, (readonly Cell[])[]>();
    const roots: (readonly Cell[])[] = [];
    for (const row of data.rows) {
      const under = row[parent] ?? '';
      if (under === '' || !known.has(under)) roots.push(row);
      else children.set(under, [...(children.get(under) ?? []), row]);
    }
    /** The common ones among many siblings, built when somebody asks for them. */
    const folded = (rows: readonly (readonly Cell[])[]): HTMLElement => {
      const more = element('button', `${rows.length} more common processes`, 'more');
      more.addEventListener('click', () => more.replaceWith(...rows.map(build)));
      return more;
    };
    const build = (row: readonly Cell[]): HTMLElement => {
      const below = children.get(row[id] ?? '') ?? [];
      const label = element('span', '', 'process');
      const share = Number(row[rarity] ?? 0);
      const dot = element(
        'span',
        '',
        `rarity ${row[rarity] === null ? 'inferred' : share >= 0.5 ? 'rare' : share >= 0.1 ? 'uncommon' : 'common'}`,
      );
      dot.title =
        row[rarity] === null ? 'known only as a parent' : `rarity ${share.toFixed(3)}; parent found by ${row[link]}`;
      label.append(
        dot,
        element('b', show(row[process] ?? null, 'string')),
        element('span', ` ${row[pid] ?? ''} `, 'quiet'),
        element('code', show(row[line] ?? null, 'string')),
        element(
          'span',
          ` ${show(row[account] ?? null, 'string')} ${row[rarity] === null ? '' : show(row[time] ?? null, 'datetime').slice(0, 19)}`,
          'quiet',
        ),
      );
      if (below.length === 0) {
        const leaf = element('div', '', 'leaf');
        leaf.append(label);
        return leaf;
      }
      const details = element('details');
      const summary = element('summary');
      summary.append(label);
      details.append(summary);
      let built = false;
      const fill = () => {
        if (built || !details.open) return;
        built = true;
        const isRare = (child: readonly Cell[]) => Number(child[branch] ?? 0) >= 0.5 || below.length <= 12;
        for (const child of below.filter(isRare)) details.append(build(child));
        const common = below.filter((child) => !isRare(child));
        if (common.length > 0) details.append(folded(common));
      };
      details.addEventListener('toggle', fill);
      details.open = Number(row[branch] ?? 0) >= 0.5 && Number(row[depth] ?? 0) < 40;
      fill();
      return details;
    };
    for (const root of roots) host.append(build(root));
  }

  for (const host of document.querySelectorAll('[data-kind="table"]')) drawTable(host);
  for (const host of document.querySelectorAll('[data-kind="tree"]')) drawTree(host);
}
