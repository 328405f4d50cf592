import * as z from 'zod';

/** The one type of every text that a person writes: names, bios, analyses, books, reasons. */

export interface TextBounds {
  /** The most characters as a reader counts them: grapheme clusters. */
  readonly graphemes: number;
  /** The most bytes in UTF-8, as sent and as kept. */
  readonly bytes: number;
  /** The fewest characters; 1 when left out. A text of 0 may be empty. */
  readonly least?: number;
  /** Several lines; one when left out. */
  readonly lines?: 'several';
}

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** Control characters, but for line feeds, and marks that turn the direction of the text around them. */
const FORBIDDEN = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;
const LINE_BREAK = /[\n\u2028\u2029]/;
/** Letters, numbers, punctuation and symbols, without those that show nothing: fillers, the empty Braille cell, a null note. */
const VISIBLE = /(?![\p{DI}\u2800\u{1d159}])[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Text that a person writes, in NFC and trimmed. Its length is checked before anything else. Of several lines `\r\n` becomes `\n`, and a tab
 * a space.
 */
export const text = (bounds: TextBounds) =>
  z
    .string()
    .max(bounds.bytes, { abort: true, error: tooManyBytes(bounds) })
    .transform((given, context) => {
      const kept = cleaned(given, bounds);
      const problem = tooLong(given, bounds) ?? problemOf(given, kept, bounds);
      if (problem === null) return kept;
      context.issues.push({ code: 'custom', message: problem, input: given });
      return z.NEVER;
    })
    // A document cannot see the type behind a transform.
    .meta({ type: 'string', description: describe(bounds) });

const describe = ({ graphemes, bytes, least = 1, lines }: TextBounds): string =>
  [
    `${lines === 'several' ? 'Text' : 'One line'} of ${least} to ${graphemes} characters (grapheme clusters) and at most ${bytes} bytes in UTF-8:`,
    'well-formed Unicode, kept in NFC and trimmed, without control characters and marks that turn the direction of text.',
    ...(least > 0 ? ['Something in it is visible.'] : []),
  ].join(' ');

const tooManyBytes = ({ bytes }: TextBounds): string => `must be at most ${bytes} bytes in UTF-8`;
const tooLong = (value: string, bounds: TextBounds): string | null =>
  new TextEncoder().encode(value).length > bounds.bytes ? tooManyBytes(bounds) : null;

function cleaned(given: string, { lines }: TextBounds): string {
  if (PRINTABLE_ASCII.test(given)) return given.trim();
  const unified = lines === 'several' ? given.replace(/\r\n?/g, '\n').replaceAll('\t', ' ') : given;
  return unified.normalize('NFC').trim();
}

function problemOf(given: string, kept: string, bounds: TextBounds): string | null {
  const { graphemes, least = 1, lines } = bounds;
  if (!given.isWellFormed()) return 'must be well-formed Unicode';
  if (FORBIDDEN.test(kept)) return 'must not have control characters or marks that turn the direction of text';
  if (lines !== 'several' && LINE_BREAK.test(kept)) return 'must be one line';
  if (least > 0 && !VISIBLE.test(kept)) return 'must show something';
  const count = kept.length > graphemes || least > 1 ? graphemesIn(kept) : kept.length;
  if (count > graphemes) return `must be at most ${graphemes} characters`;
  if (count < least) return `must be at least ${least} characters`;
  return tooLong(kept, bounds);
}

let segmenter: Intl.Segmenter | undefined;

/** The number of characters as a reader counts them. */
function graphemesIn(value: string): number {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let count = 0;
  for (const _ of segmenter.segment(value)) count++;
  return count;
}
