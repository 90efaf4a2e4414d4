import type { TimeUnit, TimeWindow } from '@huntbook/explorers';
import { NativeSelect, RangeSlider } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { formatMinute, formatTime } from '../../format/format.js';
import styles from './fields.module.css';
import type { FieldProps } from './step-form.js';
import { changeWindow, describeWindow, joinTime, sliderReach, splitTime, timeUnits } from './time-window.js';
import { useDraft } from './use-draft.js';

/** A range of time round an origin. One line says the range; it opens to the fields that set it. */
export function TimeWindowField({ id, field, onChange }: FieldProps<'time-window'>) {
  const [open, setOpen] = useState(false);
  const { value } = field;
  if (!value) {
    return (
      <p className={styles.fold}>
        <span className={styles.label}>{field.label}</span>
        <span className={styles.foldCount}>not known yet</span>
      </p>
    );
  }
  return (
    <div>
      <button
        type="button"
        className={styles.fold}
        aria-expanded={open}
        aria-controls={`${id}-window`}
        title={field.help}
        onClick={() => setOpen(!open)}
      >
        {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        <span className={styles.label}>{field.label}</span>
        <span className={styles.range}>
          {formatMinute(value.start)} to {formatMinute(value.end)} UTC
        </span>
        <span className={styles.foldCount}>{describeWindow(value)}</span>
      </button>
      {open ? (
        <div id={`${id}-window`}>
          <Editor id={id} value={value} field={field} onChange={onChange} />
        </div>
      ) : null}
    </div>
  );
}

function Editor({ id, value, field, onChange }: FieldProps<'time-window'> & { readonly value: TimeWindow }) {
  const [draft, setDraft] = useDraft(value);
  const own = field.defaultValue?.unit ?? value.unit;
  const reachBefore = sliderReach(draft.unit, { unit: own, max: field.maxBefore }, draft.before);
  const reachAfter = sliderReach(draft.unit, { unit: own, max: field.maxAfter }, draft.after);
  const commit = (window: TimeWindow) => onChange({ ...window });
  const origin = splitTime(draft.origin);

  return (
    <div className={styles.window}>
      <OriginInputs
        // The inputs hold what is typed; another origin starts them anew.
        key={draft.origin}
        id={id}
        date={origin.date}
        time={origin.time}
        onChange={(at) => commit(changeWindow(draft, { origin: at }))}
      />
      <NativeSelect
        size="xs"
        label="Unit"
        w={92}
        value={draft.unit}
        data={timeUnits.map((unit) => ({ value: unit, label: unit[0]?.toUpperCase() + unit.slice(1) }))}
        onChange={(event) => commit(changeWindow(draft, { unit: event.currentTarget.value as TimeUnit }))}
      />
      <div className={styles.slider}>
        <span className={styles.label} id={`${id}-slider`}>
          Range, {describeWindow(draft)}
        </span>
        <RangeSlider
          size="sm"
          min={-reachBefore}
          max={reachAfter}
          step={1}
          minRange={1}
          value={[-draft.before, draft.after]}
          marks={[{ value: 0 }]}
          thumbFromLabel={`${draft.unit}s before the origin`}
          thumbToLabel={`${draft.unit}s after the origin`}
          label={(at) => (at > 0 ? `+${at}` : String(at))}
          onChange={([from, to]) =>
            setDraft(changeWindow(draft, { before: Math.max(0, -from), after: Math.max(0, to) }))
          }
          onChangeEnd={([from, to]) =>
            commit(changeWindow(draft, { before: Math.max(0, -from), after: Math.max(0, to) }))
          }
        />
      </div>
      <dl className={styles.ends}>
        <dt>Start</dt>
        <dd>{formatTime(draft.start).slice(0, 19)}</dd>
        <dt>End</dt>
        <dd>{formatTime(draft.end).slice(0, 19)} UTC</dd>
      </dl>
    </div>
  );
}

interface OriginProps {
  readonly id: string;
  readonly date: string;
  readonly time: string;
  readonly onChange: (origin: string) => void;
}

function OriginInputs({ id, date, time, onChange }: OriginProps) {
  const [typed, setTyped] = useState({ date, time });
  const joined = joinTime(typed.date, typed.time);
  const commit = () => {
    if (joined && (typed.date !== date || typed.time !== time)) onChange(joined);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') commit();
  };
  // Plain text inputs: the browser's own would show the date in the order of the reader's country, and logs are in ISO order.
  return (
    <div className={styles.origin}>
      <label htmlFor={`${id}-date`}>
        Origin date
        <input
          id={`${id}-date`}
          value={typed.date}
          size={10}
          placeholder="2026-11-20"
          inputMode="numeric"
          aria-invalid={joined === undefined}
          onChange={(event) => setTyped({ ...typed, date: event.currentTarget.value })}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
      </label>
      <label htmlFor={`${id}-time`}>
        Time (UTC)
        <input
          id={`${id}-time`}
          value={typed.time}
          size={8}
          placeholder="10:00:00"
          inputMode="numeric"
          aria-invalid={joined === undefined}
          onChange={(event) => setTyped({ ...typed, time: event.currentTarget.value })}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
      </label>
    </div>
  );
}
