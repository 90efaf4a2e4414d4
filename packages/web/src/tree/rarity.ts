export type RarityLevel = 'unique' | 'rare' | 'uncommon' | 'common' | 'unknown';

/** Levels of rarity as the legend names them. */
export const rarityLevels: readonly { readonly level: RarityLevel; readonly label: string }[] = [
  { level: 'unique', label: 'only one' },
  { level: 'rare', label: '2 to 5 alike' },
  { level: 'uncommon', label: '6 to 50' },
  { level: 'common', label: 'more' },
];

/** The level of a rarity, which is 1 / number of alike events. */
export function rarityLevel(rarity: number | null): RarityLevel {
  if (rarity === null || rarity <= 0) return 'unknown';
  const alike = Math.round(1 / rarity);
  if (alike <= 1) return 'unique';
  if (alike <= 5) return 'rare';
  return alike <= 50 ? 'uncommon' : 'common';
}
