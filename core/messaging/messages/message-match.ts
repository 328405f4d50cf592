import { fold } from '#platform/fold';
import type { AnalysisDetails, MediaDetails } from '../log/entry-details.ts';
import type { StoredEntry } from '../log/log-entry.entity.ts';
import { isMessage } from '../log/log-rules.ts';

const WORD = /[\p{L}\p{N}]+/gu;

/** The words of a search, folded; each has to begin a word of a message. */
export const wordsOf = (typed: string): string[] => [...new Set(fold(typed).match(WORD) ?? [])];

/** All words of a message: its text, the lean of an analysis, the name of a file. Empty for none. */
export function wordsIn({ text = '', type, details }: StoredEntry): string {
  if (type === 'analysis' && details) return `${text} ${(details as AnalysisDetails).lean}`;
  const media = type === 'file' && details ? (details as MediaDetails).media : null;
  return media?.purpose === 'chat_file' ? `${text} ${media.name}`.trim() : text;
}

/** True for a message with all of these words. A deleted one has none. @param words of wordsOf() */
export function matches(entry: StoredEntry, words: readonly string[]): boolean {
  if (!isMessage(entry) || entry.deleted) return false;
  const found = fold(wordsIn(entry)).match(WORD) ?? [];
  return words.every((word) => found.some((one) => one.startsWith(word)));
}
