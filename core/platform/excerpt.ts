/** Bytes of UTF-8 up to which a text stands in the row of what it belongs to. A longer one stands beside it. */
const MOST_IN_ROW = 1_024;
/** Characters and bytes of a longer one that the row repeats, for lists. */
const MOST_CHARACTERS = 280;
const MOST_BYTES = 560;
/** The end of an excerpt. */
export const CUT = '…';

export const isLong = (text: string): boolean => Buffer.byteLength(text) > MOST_IN_ROW;

/** The beginning of a long text, in whole characters as a reader counts them. It ends with CUT. */
export function excerptOf(text: string): string {
  let beginning = '';
  let characters = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    if (++characters > MOST_CHARACTERS || Buffer.byteLength(beginning + segment) > MOST_BYTES) break;
    beginning += segment;
  }
  return `${beginning.trimEnd()}${CUT}`;
}
