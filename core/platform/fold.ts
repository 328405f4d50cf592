/** Letters that have no decomposition, by the letters that people write for them. */
const WRITTEN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
};
const UNDECOMPOSED = new RegExp(`[${Object.keys(WRITTEN).join('')}]`, 'gu');

/** A text without case, marks and width, so that `Björn` and `bjorn` are the same. Folding twice changes nothing. */
export const fold = (value: string): string => bare(bare(value).replace(UNDECOMPOSED, (letter) => WRITTEN[letter] ?? letter));
const bare = (value: string): string => value.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
