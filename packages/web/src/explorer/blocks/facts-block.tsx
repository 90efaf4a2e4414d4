import type { Fact, FactsBlock } from '@huntbook/explorers';
import type { JsonValue } from '@huntbook/workspace';
import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { formatCell } from '../../format/format.js';
import { LogText } from '../../format/log-text.js';
import { singleLine } from '../../format/visible-text.js';
import { type ValueAt, ValueMenu } from '../../grid/value-menu.js';
import { structureOf, ValueTree } from '../../grid/value-tree.js';
import styles from './blocks.module.css';

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Values longer than this take two columns. */
const longest = 60;
/** Texts longer than this are no identifiers; places to break would only fill the page with elements. */
const mostBroken = 1000;

/** Labelled values of one thing. A value opens the same menu as a cell of a table. */
export function FactsBlockView({ block }: { readonly block: FactsBlock }) {
  const [at, setAt] = useState<ValueAt>();
  const facts = block.facts.filter(({ value }) => value !== null && value !== '');
  return (
    <section aria-label={singleLine(block.title)}>
      <h3 className={styles.title}>
        <LogText text={block.title} oneLine />
      </h3>
      <div className={styles.factsFrame}>
        <dl className={styles.facts} data-code={block.code}>
          {facts.map((fact, index) =>
            block.code ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: facts keep their places, and two may bear one label
              <CodeFact key={index} fact={fact} />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: facts keep their places, and two may bear one label
              <PlainFact key={index} fact={fact} onOpen={setAt} />
            ),
          )}
        </dl>
      </div>
      <ValueMenu at={at} onClose={() => setAt(undefined)} />
    </section>
  );
}

function PlainFact({ fact, onOpen }: { readonly fact: Fact; readonly onOpen: (at: ValueAt) => void }) {
  const value = fact.value as JsonValue;
  const type = typeof value === 'string' && isoTime.test(value) ? 'datetime' : 'string';
  const column = { name: fact.label, type } as const;
  const structure = typeof value === 'object' ? structureOf(value) : undefined;
  const text = formatCell(value, column);
  return (
    <div className={styles.fact} data-long={text.length > longest || undefined}>
      <dt>
        <LogText text={fact.label} oneLine />
      </dt>
      <dd data-tone={fact.tone}>
        {structure ? (
          <ValueTree value={structure} />
        ) : (
          <button
            type="button"
            className={styles.factValue}
            onClick={(event) => onOpen({ x: event.clientX, y: event.clientY, column, value })}
          >
            {text.length > longest && text.length <= mostBroken ? <PathText text={text} /> : <LogText text={text} />}
            {type === 'datetime' ? <span className="hb-muted"> UTC</span> : null}
          </button>
        )}
      </dd>
    </div>
  );
}

/** Text that may break after its slashes, as identifiers and paths should before they break within a word. */
function PathText({ text }: { readonly text: string }) {
  return text.split(/(?<=[/\\])(?![/\\])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no identity but their place
    <Fragment key={index}>
      {index ? <wbr /> : null}
      <LogText text={part} />
    </Fragment>
  ));
}

/** A script or a command line: whole, with its line breaks, in a part that scrolls. */
function CodeFact({ fact }: { readonly fact: Fact }) {
  const text = formatCell(fact.value as JsonValue, { name: fact.label, type: 'string' });
  return (
    <div className={styles.fact}>
      <dt className={styles.codeHead}>
        <LogText text={fact.label} oneLine />
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <ActionIcon size={18} aria-label={`Copy ${singleLine(fact.label)}`} onClick={copy}>
              {copied ? <IconCheck size={12} aria-hidden /> : <IconCopy size={12} aria-hidden />}
            </ActionIcon>
          )}
        </CopyButton>
      </dt>
      <dd data-tone={fact.tone}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
        <pre className={styles.code} tabIndex={0}>
          <LogText text={text} />
        </pre>
      </dd>
    </div>
  );
}
