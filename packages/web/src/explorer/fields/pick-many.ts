import type { Option } from '@huntbook/explorers';

/** The options that are not selected and match the filter, in any case; and those that are selected. */
export function splitOptions(
  options: readonly Option[],
  selected: readonly string[],
  filter: string,
): { readonly source: readonly Option[]; readonly chosen: readonly Option[] } {
  const taken = new Set(selected);
  const wanted = filter.trim().toLowerCase();
  const unique = [...new Map(options.map((option) => [option.value, option])).values()];
  return {
    source: unique.filter(
      (option) => !taken.has(option.value) && (!wanted || option.label.toLowerCase().includes(wanted)),
    ),
    chosen: unique.filter((option) => taken.has(option.value)),
  };
}

/** The selection with values added, in the order of the options. */
export function addValues(options: readonly Option[], selected: readonly string[], added: readonly string[]): string[] {
  const wanted = new Set([...selected, ...added]);
  return [...new Set(options.map(({ value }) => value))].filter((value) => wanted.has(value));
}

export function removeValues(selected: readonly string[], removed: readonly string[]): string[] {
  const gone = new Set(removed);
  return selected.filter((value) => !gone.has(value));
}
