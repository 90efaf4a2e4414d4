import type { JsonValue } from '@huntbook/workspace';
import { useEffect, useRef, useState } from 'react';
import { Error as LogError, logger, parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import { FailureNote } from '../app/failure-note.js';
import styles from './chart.module.css';
import { chartConfig } from './vega-theme.js';

interface VegaChartProps {
  readonly spec: Readonly<Record<string, JsonValue>>;
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, JsonValue>>[];
  readonly description: string;
  readonly scheme: 'light' | 'dark';
}

const noLoading = {
  load: () => Promise.reject(new Error('Charts load nothing from elsewhere.')),
  sanitize: () => Promise.reject(new Error('Charts link to nothing.')),
};

/** A Vega-Lite chart over rows. It evaluates no code of its own making and loads nothing, so the page's policy can stay strict. */
export function VegaChart({ spec, table, rows, description, scheme }: VegaChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [error, setError] = useState<Error>();

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let view: View | undefined;
    let observer: ResizeObserver | undefined;
    try {
      const { data: _, ...rest } = spec;
      const full = {
        width: 'container',
        ...rest,
        description,
        data: { name: table, values: rows },
      } as unknown as TopLevelSpec;
      const { spec: vega } = compile(full, { config: chartConfig(scheme), logger: logger(LogError) });
      view = new View(parse(vega, undefined, { ast: true }), {
        expr: expressionInterpreter,
        loader: noLoading as never,
        renderer: 'svg',
        container: element,
        hover: true,
        logLevel: LogError,
      });
      void view.runAsync().catch(setError);
      let width = element.clientWidth;
      observer = new ResizeObserver(() => {
        if (element.clientWidth === width) return;
        width = element.clientWidth;
        // Vega-Lite's container width listens to the window; panels change size without it.
        dispatchEvent(new Event('resize'));
      });
      observer.observe(element);
      setError(undefined);
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    }
    return () => {
      observer?.disconnect();
      view?.finalize();
    };
  }, [spec, table, rows, description, scheme]);

  return (
    <>
      {error ? <FailureNote error={error} /> : null}
      <div ref={place} className={styles.chart} role="img" aria-label={description} />
    </>
  );
}
