import { minimumAgeIn } from '#core/gates';
import { DomainError } from '#errors';
import type { LinkStore } from '#schemas/deeplinks';
import type { League } from '#schemas/sports';
import type { BookRow } from './books.ts';

/** The person whom a link is for. */
export interface LinkReader {
  /** The proven region first, then the declared one. A licence has to cover each of them (docs/adr/0046-gates.md). */
  readonly regions: readonly string[];
  /** Full years. */
  readonly age: number;
}

/** The place at a book that a link leads to. */
export interface LinkTarget {
  readonly store: LinkStore;
  readonly league: League | null;
}

/** Reasons for which a book is not linked to, each in the words that the person reads. */
const SUPPRESSED = {
  licence: 'This book may not take bets where you are.',
  age: 'This book is for older people.',
  store: 'The store of this app allows no link to this book.',
} as const;

/** @param more details beside the reason */
export const suppressed = (reason: keyof typeof SUPPRESSED, more: { readonly minimumAge?: number } = {}): DomainError =>
  new DomainError('OFFER_NOT_AVAILABLE', SUPPRESSED[reason], { reason, ...more });

/** The refusal of a link to a book; null where it may be given. The gate has refused restricted regions and exclusions before. */
export function suppression(book: BookRow, { regions, age }: LinkReader, { store }: LinkTarget): DomainError | null {
  if (!regions.every((region) => book.regions.includes(region))) return suppressed('licence');
  const minimumAge = Math.max(book.minimumAge ?? 0, minimumAgeIn(regions, 'offers'));
  if (age < minimumAge) return suppressed('age', { minimumAge });
  return book.urls[store] === null ? suppressed('store') : null;
}

/** The parts of an address that the table does not have. */
export interface AddressParts extends LinkTarget {
  readonly region: string;
  /** The click, which names nobody. */
  readonly click: string;
  /** Our registration at the book; undefined for none. */
  readonly affiliate: string | undefined;
}

/**
 * The address at a book. It is made of the table alone, so that nobody can send people elsewhere.
 * @throws Error for an address that is not https, or of a host that the row does not list: a fault of the table
 */
export function addressAt(book: BookRow, { store, league, region, click, affiliate }: AddressParts): string {
  const template = book.urls[store];
  if (template === null) throw new Error(`${book.title} has no link for ${store}`);
  const path = (league && book.leagues[league]) ?? '';
  const url = new URL(template.replace('{state}', region.slice(3).toLowerCase()).replace('{league}', path));
  if (url.protocol !== 'https:' || !book.hosts.includes(url.host) || url.username !== '' || url.password !== '')
    throw new Error(`${book.title} has an address that its row does not allow`);
  url.searchParams.set(book.clickParameter, click);
  if (affiliate !== undefined) url.searchParams.set(book.affiliateParameter, affiliate);
  return url.toString();
}

/** The sentence that stands beside a link. */
export const disclosureOf = ({ title }: BookRow, affiliate: string | undefined): string =>
  affiliate === undefined
    ? `We are not paid for this link to ${title}.`
    : `We are paid by ${title} when you sign up by this link.`;
