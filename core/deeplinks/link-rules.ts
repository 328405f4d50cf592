import { DomainError } from '#errors';
import type { LinkStore } from '#schemas/deeplinks';
import { minimumAges } from '#schemas/regions';
import type { League } from '#schemas/sports';
import type { BookRow } from './books.ts';

/** Facts that a link depends on. */
export interface LinkFacts {
  readonly region: string;
  readonly age: number;
  readonly store: LinkStore;
  readonly league: League | null;
}

/** Reasons for which a book is not linked to, each in the words that the person reads. */
const SUPPRESSED = {
  licence: 'This book may not take bets where you are.',
  age: 'This book is for older people.',
  store: 'The app store of this app allows no link to this book.',
} as const;

const suppressed = (reason: keyof typeof SUPPRESSED): DomainError =>
  new DomainError('OFFER_NOT_AVAILABLE', SUPPRESSED[reason], { reason });

/** The refusal of a link to a book; null where it may be given. Region, age and exclusion in general are the gate's. */
export function suppression(book: BookRow, { region, age, store }: LinkFacts): DomainError | null {
  if (!book.regions.includes(region)) return suppressed('licence');
  if (age < Math.max(book.minimumAge ?? 0, minimumAges(region).offers)) return suppressed('age');
  return book.urls[store] === null ? suppressed('store') : null;
}

/**
 * The address at a book for somebody in a region. It is made of the table alone, so that nobody can send people elsewhere.
 * @param click the id of the click, which names nobody
 * @throws Error for an address that is not https, or of a host that the row does not list: a fault of the table
 */
export function addressOf(book: BookRow, { region, store, league }: Omit<LinkFacts, 'age'>, click: string): string {
  const template = book.urls[store];
  if (template === null) throw new Error(`${book.title} has no link for ${store}`);
  const path = (league && book.leagues[league]) ?? '';
  const url = new URL(template.replace('{state}', region.slice(3).toLowerCase()).replace('{league}', path));
  if (url.protocol !== 'https:' || !book.hosts.includes(url.host) || url.username !== '' || url.password !== '')
    throw new Error(`${book.title} has an address that its row does not allow`);
  url.searchParams.set(book.clickParameter, click);
  if (book.affiliate) url.searchParams.set(book.affiliate.parameter, book.affiliate.id);
  return url.toString();
}

/** The sentence that stands beside a link. */
export const disclosureOf = ({ title, affiliate }: BookRow): string =>
  affiliate ? `We are paid by ${title} when you sign up by this link.` : `We are not paid for this link to ${title}.`;
