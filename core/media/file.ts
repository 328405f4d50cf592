import type { RefusalReason } from '#schemas/media';
import type { NewFile } from './new-file.ts';
import { rewritePdf } from './pdf.ts';
import { sha256 } from './picture-hash.ts';

/** Control characters that no text has, but for tabs and ends of lines. */
const NOT_TEXT = /[^\P{Cc}\t\n\r\f]/u;
/** Beginnings of what a browser would open as a page. */
const MARKUP = /^\s*<(?:!doctype|html|head|body|script|svg|\?xml|!--)/i;

/**
 * A PDF written anew, or a text as it is. Its kind follows from its bytes: a PDF is one whatever it was called, and anything else has to be text
 * in UTF-8 that no browser takes for a page.
 * @returns the file, or the reason of a refusal
 */
export async function rewriteFile(bytes: Buffer, contentType: string): Promise<NewFile | RefusalReason> {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return rewritePdf(bytes);
  if (contentType === 'application/pdf') return 'NOT_WHAT_IT_SAYS';
  const text = textOf(bytes);
  if (text === null || NOT_TEXT.test(text) || MARKUP.test(text)) return 'NOT_WHAT_IT_SAYS';
  return { bytes, file: { sha256: sha256(bytes), bytes: bytes.length, contentType } };
}

function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
