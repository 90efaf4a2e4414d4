import type { HostValue, SqlExpression } from '../model/compiled-query.js';
import { text } from './convert.js';
import { hostScalars } from './host.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { bind, typed } from './sql.js';

/** Percent escapes and `+` decoded; escapes that are no UTF-8 stay as they are. */
function decode(value: string): string {
  const spaced = value.replaceAll('+', ' ');
  return spaced.replace(/(?:%[\da-fA-F]{2})+/g, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

/** Lower-case escapes, as .NET writes them. */
function encode(value: string): string {
  return encodeURIComponent(value)
    .replace(/[~']/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
    .replace(/%[\dA-F]{2}/g, (octet) => octet.toLowerCase());
}

function queryBag(query: string): Record<string, string> {
  const bag = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const [key, value] = cut < 0 ? [pair, ''] : [pair.slice(0, cut), pair.slice(cut + 1)];
    bag.set(decode(key), decode(value));
  }
  return Object.fromEntries(bag);
}

/** The parts of an absolute URL by name; all empty where it is none. */
function parseUrl(url: string): HostValue {
  const match =
    /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/(?:([^/?#:@]*)(?::([^/?#@]*))?@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(
      url,
    );
  const [, scheme = '', user = '', password = '', host = '', port = '', path = '', query = '', fragment = ''] =
    match ?? [];
  return JSON.stringify({
    Scheme: scheme,
    Host: host,
    Port: port,
    Path: path,
    Username: user,
    Password: password,
    'Query Parameters': queryBag(query),
    Fragment: fragment,
  });
}

function parseUrlQuery(query: string): HostValue {
  return JSON.stringify({ 'Query Parameters': queryBag(query.replace(/^[^?]*\?/, '').replace(/#.*$/s, '')) });
}

/** Scheme, root, folders, name, extension and stream of a Windows or Unix path. */
function parsePath(path: string): HostValue {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]+):\/\//.exec(path);
  let rest = scheme ? path.slice(scheme[0].length) : path;
  // A colon behind the drive's begins an alternate data stream.
  const stream = /^(.*[^:\\/]):([^:\\/]+)$/s.exec(rest);
  const alternate = stream && !/^[A-Za-z]$/.test(stream[1] ?? '') ? (stream[2] ?? '') : '';
  if (alternate) rest = stream?.[1] ?? rest;
  const root = /^(?:[A-Za-z]:[\\/]?)/.exec(rest)?.[0] ?? '';
  const cut = Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('\\'));
  const directory = cut < 0 ? '' : rest.slice(0, cut);
  const name = rest.slice(cut + 1);
  const dot = name.lastIndexOf('.');
  return JSON.stringify({
    Scheme: scheme?.[1] ?? '',
    RootPath: root,
    DirectoryPath: directory,
    DirectoryName: directory.slice(Math.max(directory.lastIndexOf('/'), directory.lastIndexOf('\\')) + 1),
    Filename: name,
    Extension: dot < 0 ? '' : name.slice(dot + 1),
    AlternateDataStreamName: alternate,
  });
}

const host = hostScalars({
  parse_url: { parameters: ['string'], result: 'dynamic', run: parseUrl },
  parse_urlquery: { parameters: ['string'], result: 'dynamic', run: parseUrlQuery },
  parse_path: { parameters: ['string'], result: 'dynamic', run: parsePath },
  url_encode: {
    parameters: ['string'],
    result: 'string',
    run: (value: string) => encode(value).replaceAll('%20', '+'),
  },
  url_encode_component: { parameters: ['string'], result: 'string', run: encode },
  url_decode: { parameters: ['string'], result: 'string', run: decode },
});

/** Most values hold no escape: those do not leave DuckDB. */
const urlDecode: ScalarFunction = ([source]) => {
  const decoded = (s: string): string =>
    `CASE WHEN contains(${s}, '%') OR contains(${s}, '+') THEN coalesce(kql_url_decode(${s}), '') ELSE ${s} END`;
  return typed('string', bind([text(source as SqlExpression)], decoded));
};

export const urlFamily: FunctionFamily = {
  scalars: {
    ...host.scalars,
    url_decode: urlDecode,
    parseurl: host.scalars.parse_url as ScalarFunction,
    parseurlquery: host.scalars.parse_urlquery as ScalarFunction,
  },
  hostFunctions: host.hostFunctions,
};
