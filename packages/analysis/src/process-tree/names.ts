/** Last element of a Windows or Linux path. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
}

/** A path in one spelling: lower case, without `\??\`, device or drive; a bare file name stays bare. */
export function comparablePath(path: string): string {
  let text = path.toLowerCase();
  if (text.startsWith('\\??\\')) text = text.slice(4);
  if (text.startsWith('\\device\\')) {
    const end = text.indexOf('\\', 8);
    if (end !== -1) text = text.slice(end);
  }
  return text.length > 2 && text.charCodeAt(1) === 58 ? text.slice(2) : text;
}

/** Gives equal texts equal numbers from 0 up. */
export function interner(): { idOf(text: string): number; readonly texts: readonly string[] } {
  const ids = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    idOf(text) {
      let id = ids.get(text);
      if (id === undefined) {
        id = texts.length;
        ids.set(text, id);
        texts.push(text);
      }
      return id;
    },
  };
}
