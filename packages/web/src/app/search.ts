/** Search parameters as the pages see them: text by name. */
export type Search = Readonly<Record<string, string | undefined>>;

/** Reads an address's search part; of a name given twice the last counts. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes the search part, with its question mark; '' when there is nothing to say. Undefined values are left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  // Colons and commas need no escape in a query part, and times read better without.
  const text = parameters.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}
