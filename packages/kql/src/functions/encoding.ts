import type { HostValue, SqlExpression } from '../model/compiled-query.js';
import { json, text, toGuid } from './convert.js';
import { hostScalars } from './host.js';
import { readJson } from './json-text.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { bind, typed } from './sql.js';

/** Unpacked text longer than this counts as unreadable: a row must not be able to fill the memory. */
const longestUnpacked = 16 * 1024 * 1024;

const alphabet = '(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?';
const base64 = new RegExp(`^${alphabet}$`);

function bytesOf(source: string): Uint8Array | undefined {
  return base64.test(source) ? Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0)) : undefined;
}

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The byte order of .NET: the first three fields of a GUID are little-endian. */
const guidOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

function guidOf(source: string): HostValue {
  const bytes = bytesOf(source);
  if (bytes?.length !== 16) return null;
  const hex = guidOrder.map((index) => (bytes[index] ?? 0).toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function ofGuid(guid: string): HostValue {
  const hex = guid.replaceAll('-', '');
  const bytes = Uint8Array.from(guidOrder, (index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
  return base64Of(bytes);
}

function zlib(): typeof import('node:zlib') {
  return process.getBuiltinModule('node:zlib');
}

type Unpack = 'gunzipSync' | 'inflateSync';

/** Empty where the text is no packed text. */
function unpack(how: Unpack): (source: string) => HostValue {
  return (source) => {
    const bytes = bytesOf(source);
    if (!bytes) return '';
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(zlib()[how](bytes, { maxOutputLength: longestUnpacked }));
    } catch {
      return '';
    }
  };
}

const host = hostScalars({
  base64_decode_toarray: {
    parameters: ['string'],
    result: 'dynamic',
    run: (source: string) => {
      const bytes = bytesOf(source);
      return bytes ? JSON.stringify(Array.from(bytes)) : null;
    },
  },
  base64_encode_fromarray: {
    parameters: ['dynamic'],
    result: 'string',
    run: (source: string) => {
      const bytes = readJson(source);
      const valid = Array.isArray(bytes) && bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256);
      return valid ? base64Of(Uint8Array.from(bytes as number[])) : '';
    },
  },
  base64_encode_fromguid: { parameters: ['string'], result: 'string', run: ofGuid },
  gzip_decompress_from_base64_string: { parameters: ['string'], result: 'string', run: unpack('gunzipSync') },
  zlib_decompress_from_base64_string: { parameters: ['string'], result: 'string', run: unpack('inflateSync') },
  gzip_compress_to_base64_string: {
    parameters: ['string'],
    result: 'string',
    run: (source: string) => base64Of(zlib().gzipSync(source)),
  },
  zlib_compress_to_base64_string: {
    parameters: ['string'],
    result: 'string',
    run: (source: string) => base64Of(zlib().deflateSync(source)),
  },
});

/** Empty where the text is no base64 or the bytes are no UTF-8. */
const decodeToString: ScalarFunction = ([arg]) =>
  typed(
    'string',
    bind(
      [text(arg as SqlExpression)],
      (s) => `coalesce(CASE WHEN regexp_full_match(${s}, '${alphabet}') THEN TRY(decode(from_base64(${s}))) END, '')`,
    ),
  );

const encodeToString: ScalarFunction = ([arg]) => typed('string', `base64(encode(${text(arg as SqlExpression)}))`);

export const encodingFamily: FunctionFamily = {
  scalars: {
    ...host.scalars,
    base64_decode_tostring: decodeToString,
    base64_decodestring: decodeToString,
    base64_encode_tostring: encodeToString,
    base64_encodestring: encodeToString,
    base64_decode_toguid: ([arg]) =>
      typed('guid', toGuid(typed('string', `coalesce(kql_base64_decode_toguid(${text(arg as SqlExpression)}), '')`))),
    base64_encode_fromarray: ([arg], context) =>
      host.scalars.base64_encode_fromarray?.(
        [typed('dynamic', `coalesce(${json(arg as SqlExpression)}, 'null'::JSON)`)],
        context,
      ) as SqlExpression,
  },
  hostFunctions: [
    ...host.hostFunctions,
    {
      name: 'kql_base64_decode_toguid',
      parameters: ['string'],
      result: 'string',
      run: (source) => guidOf(String(source)),
    },
  ],
};
