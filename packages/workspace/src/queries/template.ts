/** Where in KQL a parameter stands, which decides how its value is written. */
export type Place =
  | 'bare'
  | 'single'
  | 'double'
  | 'verbatim-single'
  | 'verbatim-double'
  | 'multiline'
  | 'datetime'
  | 'comment';

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly place: Place };

/** A brace that neither names a parameter nor is doubled. `offset` counts from the start of the template. */
export class TemplateError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.name = 'TemplateError';
    this.offset = offset;
  }
}

const parameterName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Splits a template at its `{parameters}`; doubled braces are literal ones. Throws TemplateError. */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  const scanner = placeScanner();
  let text = '';
  const push = (piece: string) => {
    text += piece;
    scanner.feed(piece);
  };
  for (let index = 0; index < template.length; index += 1) {
    const character = template[index]!;
    if (character !== '{' && character !== '}') {
      push(character);
      continue;
    }
    if (template[index + 1] === character) {
      push(character);
      index += 1;
      continue;
    }
    const close = character === '{' ? template.indexOf('}', index) : -1;
    const name = close < 0 ? '' : template.slice(index + 1, close);
    if (!parameterName.test(name)) {
      throw new TemplateError(
        `a single ${character} that names no parameter; write ${character}${character} for a brace`,
        index,
      );
    }
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
    parts.push({ kind: 'parameter', name, place: scanner.place() });
    scanner.feed('\u0001');
    index = close;
  }
  if (text !== '') parts.push({ kind: 'text', text });
  return parts;
}

type Inside = Exclude<Place, 'datetime'>;

/** Follows KQL text character by character and knows whether it is in a string, a comment or neither. */
function placeScanner(): { feed(text: string): void; place(): Place } {
  let inside: Inside = 'bare';
  let escaped = false;
  let recent = '';
  /** The verbatim string that a quote has just ended, which a second quote continues. */
  let ended: Inside | undefined;
  const step = (character: string) => {
    recent = (recent + character).slice(-12);
    if (escaped) {
      escaped = false;
      return;
    }
    const continued = ended;
    ended = undefined;
    switch (inside) {
      case 'bare':
        if (continued && character === (continued === 'verbatim-single' ? "'" : '"')) inside = continued;
        else inside = opened(recent);
        break;
      case 'single':
      case 'double':
        if (character === '\\') escaped = true;
        else if (character === (inside === 'single' ? "'" : '"')) inside = 'bare';
        break;
      case 'verbatim-single':
      case 'verbatim-double':
        if (character === (inside === 'verbatim-single' ? "'" : '"')) {
          ended = inside;
          inside = 'bare';
        }
        break;
      case 'multiline':
        if (recent.endsWith('```')) {
          inside = 'bare';
          recent = '';
        }
        break;
      case 'comment':
        if (character === '\n') inside = 'bare';
    }
  };
  return {
    feed(text) {
      for (const character of text) step(character);
    },
    place: () => (inside === 'bare' && /datetime\(\s{0,3}$/i.test(recent) ? 'datetime' : inside),
  };
}

function opened(recent: string): Inside {
  if (recent.endsWith('//')) return 'comment';
  if (recent.endsWith('```')) return 'multiline';
  if (recent.endsWith("'")) return /@'$/.test(recent) ? 'verbatim-single' : 'single';
  if (recent.endsWith('"')) return /@"$/.test(recent) ? 'verbatim-double' : 'double';
  return 'bare';
}
