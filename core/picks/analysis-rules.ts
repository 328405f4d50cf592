/** Bytes of UTF-8 up to which an analysis stands in the row of its pick. */
const MOST_IN_ROW = 1_024;
/** Characters and bytes of a longer one that the row repeats, for lists. */
const MOST_CHARACTERS = 280;
const MOST_BYTES = 560;

export const isLong = (text: string): boolean => Buffer.byteLength(text) > MOST_IN_ROW;

/**
 * An analysis as the terms of a pick keep it. Of a long one they keep the beginning, and the revision in whose row the whole stands.
 * @param revision the revision that brings it
 */
export function keptAnalysis(
  text: string | null | undefined,
  revision: number,
): { analysis: string | undefined; longAnalysis: number | undefined } {
  if (!text) return { analysis: undefined, longAnalysis: undefined };
  return isLong(text) ? { analysis: beginningOf(text), longAnalysis: revision } : { analysis: text, longAnalysis: undefined };
}

function beginningOf(text: string): string {
  let beginning = '';
  let characters = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    if (++characters > MOST_CHARACTERS || Buffer.byteLength(beginning + segment) > MOST_BYTES) break;
    beginning += segment;
  }
  return `${beginning.trimEnd()}…`;
}
