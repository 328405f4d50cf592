import { fold } from '#platform/fold';

/** The field of a profile that a word is from, in the order in which results are shown: handle, display name, bio. */
export const FIELDS = ['h', 'n', 'b'] as const;
export type SearchField = (typeof FIELDS)[number];

/** A word of a profile, folded. */
export interface SearchTerm {
  readonly field: SearchField;
  readonly term: string;
}

/** The part of a user that search reads. */
interface Searched {
  readonly handle: string;
  readonly displayName: string;
  readonly bio: string;
  /** True for an account of which strangers see the names alone. Its bio finds nobody, also not for those who follow it. */
  readonly private?: boolean | undefined;
}

/** The most rows of one user, and of these the most of the handle and of the display name. */
export const MOST_TERMS = 30;
const MOST_OF_HANDLE = 6;
const MOST_OF_NAME = 10;
/** Letters of a word that count; of a longer one its beginning. */
const MOST_LETTERS = 20;
/** The fewest letters of a word that a search begins with, and of a word of a bio that has a row. */
const LEAST_LETTERS = 2;
const LEAST_OF_BIO = 3;

const shortened = (word: string): string => [...word].slice(0, MOST_LETTERS).join('');
const lengthOf = (word: string): number => [...word].length;
const wordsIn = (value: string, least: number): string[] =>
  (fold(value).match(/[\p{L}\p{N}]+/gu) ?? []).map(shortened).filter((word) => lengthOf(word) >= least);
const wordsOfHandle = (handle: string): string[] => [shortened(fold(handle)), ...wordsIn(handle, LEAST_LETTERS)];

const publicBio = (of: Pick<Searched, 'bio' | 'private'>): string => (of.private ? '' : of.bio);

/** The first two letters of a word, which name its partition. */
export const lettersOf = (term: string): string => [...term].slice(0, 2).join('');

/**
 * The words by which a user is found, at most MOST_TERMS, each once: the handle and its parts, then the display name, then as much of the bio
 * as there is room for.
 */
export function termsOf({ handle, displayName, ...rest }: Searched): SearchTerm[] {
  const terms = new Map<string, SearchField>();
  const add = (field: SearchField, words: readonly string[], most: number): void => {
    const size = terms.size + most;
    for (const word of words) if (terms.size < Math.min(size, MOST_TERMS) && !terms.has(word)) terms.set(word, field);
  };
  add('h', wordsOfHandle(handle), MOST_OF_HANDLE);
  add('n', wordsIn(displayName, LEAST_LETTERS), MOST_OF_NAME);
  add('b', wordsIn(publicBio(rest), LEAST_OF_BIO), MOST_TERMS);
  return [...terms].map(([term, field]) => ({ field, term }));
}

/** A search, folded. */
export interface WantedPeople {
  /** The longest word, by which the rows are read. */
  readonly longest: string;
  /** The other words, each of which a profile has to have. */
  readonly others: readonly string[];
  /** The handle that the text may be as a whole; null for a text that is none. */
  readonly handle: string | null;
}

/** Reads a search as it was typed: `@ann_smith`, `Björn pick`. Null when no word has two letters. */
export function wantedOf(typed: string): WantedPeople | null {
  const words = [...new Set((fold(typed).match(/[\p{L}\p{N}_]+/gu) ?? []).map(shortened))];
  const [longest = '', ...others] = words.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  if (lengthOf(longest) < LEAST_LETTERS) return null;
  const whole = typed.trim().replace(/^@/, '').toLowerCase();
  return { longest, others, handle: /^[a-z0-9_]{3,20}$/.test(whole) ? whole : null };
}

/** True when each of these words begins a word of the profile, also one beyond MOST_TERMS. */
export function hasAll({ handle, displayName, ...rest }: Searched, words: readonly string[]): boolean {
  const all = [...wordsOfHandle(handle), ...wordsIn(displayName, 1), ...wordsIn(publicBio(rest), 1)];
  return words.every((word) => all.some((one) => one.startsWith(word)));
}
