import type { FactsBlock } from '@huntbook/explorers';
import type { JsonValue } from '@huntbook/workspace';
import { useState } from 'react';
import { formatCell } from '../../format/format.js';
import { LogText } from '../../format/log-text.js';
import { singleLine } from '../../format/visible-text.js';
import { type ValueAt, ValueMenu } from '../../grid/value-menu.js';
import { structureOf, ValueTree } from '../../grid/value-tree.js';
import styles from './blocks.module.css';

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Labelled values of one thing. A value opens the same menu as a cell of a table. */
export function FactsBlockView({ block }: { readonly block: FactsBlock }) {
  const [at, setAt] = useState<ValueAt>();
  const facts = block.facts.filter(({ value }) => value !== null && value !== '');
  return (
    <section aria-label={singleLine(block.title)}>
      <h3 className={styles.title}>
        <LogText text={block.title} oneLine />
      </h3>
      <dl className={styles.facts}>
        {facts.map((fact, index) => {
          const value = fact.value as JsonValue;
          const type = typeof value === 'string' && isoTime.test(value) ? 'datetime' : 'string';
          const column = { name: fact.label, type } as const;
          const structure = typeof value === 'object' ? structureOf(value) : undefined;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts keep their places, and two may bear one label
            <div key={index} className={styles.fact}>
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
                    onClick={(event) => setAt({ x: event.clientX, y: event.clientY, column, value })}
                  >
                    <LogText text={formatCell(value, column)} />
                    {type === 'datetime' ? <span className="hb-muted"> UTC</span> : null}
                  </button>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <ValueMenu at={at} onClose={() => setAt(undefined)} />
    </section>
  );
}
