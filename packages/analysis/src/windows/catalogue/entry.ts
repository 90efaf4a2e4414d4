/** A kind of event of the Windows Security log (and the few of the System log that hunters look for with them). */
export interface SecurityEventKind {
  readonly id: number;
  /** What happened, in a few words. */
  readonly title: string;
  /** Category and subcategory of Windows' advanced audit policy. */
  readonly category: string;
  readonly subcategory: string;
}

/** Writes a category's entries shortly: subcategory → id → title. */
export function entries(
  category: string,
  subcategories: Readonly<Record<string, Readonly<Record<number, string>>>>,
): SecurityEventKind[] {
  return Object.entries(subcategories).flatMap(([subcategory, titles]) =>
    Object.entries(titles).map(([id, title]) => ({ id: Number(id), title, category, subcategory })),
  );
}
