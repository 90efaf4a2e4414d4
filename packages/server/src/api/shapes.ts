import type { JsonValue } from '@huntbook/workspace';
import { z } from 'zod';

const name = z.string().min(1).max(200);
const text = z.string().max(10_000);
const instant = z.iso.datetime({
  offset: true,
  message: 'must be an ISO 8601 time with its zone, such as 2024-05-01T08:00:00Z',
});
const json: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;

export const inputValues = z.record(name, json);

export const openHunt = z.strictObject({
  explorer: name,
  values: inputValues,
  inputs: z.record(name, inputValues).exactOptional(),
});

const sort = z.array(z.strictObject({ column: name, descending: z.boolean().exactOptional() })).max(20);

const filter = z
  .array(
    z.discriminatedUnion('op', [
      z.strictObject({ column: name, op: z.enum(['contains', 'not-contains']), value: text }),
      z.strictObject({ column: name, op: z.enum(['equals', 'not-equals']), value: json }),
      z.strictObject({ column: name, op: z.literal('in'), values: z.array(json).max(1000) }),
      z.strictObject({ column: name, op: z.literal('between'), from: json, to: json }),
    ]),
  )
  .max(50);

const view = { sort: sort.exactOptional(), filter: filter.exactOptional(), search: text.exactOptional() };

/** Rows that one page may hold. */
export const maxPageRows = 10_000;

export const pageOptions = z.strictObject({
  offset: z.int().min(0).exactOptional(),
  limit: z.int().min(0).max(maxPageRows).exactOptional(),
  ...view,
});

export const exportQuery = z.strictObject({ format: z.enum(['csv', 'ndjson', 'json', 'parquet', 'xlsx']), ...view });

export const timelineQuery = z.strictObject({
  start: instant.exactOptional(),
  end: instant.exactOptional(),
  buckets: z.int().min(1).max(4000),
  time: name,
  endTime: name.exactOptional(),
  lane: name.exactOptional(),
  value: name.exactOptional(),
  tooltip: z.array(name).max(50),
});

export const queryRequest = z.strictObject({
  query: z.string().min(1).max(1_000_000),
  start: instant.exactOptional(),
  end: instant.exactOptional(),
  maxRows: z.int().min(1).exactOptional(),
});

/** Kusto's clients send more than is used here. */
export const kustoRequest = z.object({ db: z.string().optional(), csl: z.string().min(1).max(1_000_000) });
