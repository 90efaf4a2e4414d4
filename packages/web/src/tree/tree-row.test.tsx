import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ProcessNode } from './tree-model.js';
import { TreeRowView } from './tree-row.js';

const child: ProcessNode = {
  id: 'b',
  depth: 1,
  parent: undefined,
  children: [],
  descendants: 0,
  time: '',
  process: 'cmd.exe',
  path: '',
  pid: null,
  commandLine: '',
  account: '',
  logonId: '',
  rarity: null,
  branchRarity: 0,
  link: 'guid',
  inferred: false,
  text: '',
};

function markup(node: ProcessNode): string {
  const nothing = () => undefined;
  return renderToStaticMarkup(
    <TreeRowView
      id="row"
      index={0}
      row={{ kind: 'node', node, place: 1, siblings: 1 }}
      open={false}
      shown={false}
      active={false}
      current={false}
      search=""
      pidBase="hex"
      onToggle={nothing}
      onShow={nothing}
      onUnfold={nothing}
    />,
  );
}

describe('a row of the process tree', () => {
  it('writes hidden characters of names and accounts out, in what is read aloud, too', () => {
    const html = markup({
      ...child,
      process: 'inv\u202Efdp.exe\u0007\nnext',
      account: 'CORP\\\u2066mallory',
      link: 'by\u200Bguess',
      children: [child],
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(html).not.toMatch(/[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
    expect(html).toContain('aria-label="Open inv[U+202E]fdp.exe[U+0007]⏎next, 1 child"');
    expect(html).toContain('title="CORP\\[U+2066]mallory"');
  });
});
