import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import { vault } from '#platform/vault';
import { affiliateAt } from './affiliates.ts';
import { BOOKS } from './books.ts';
import { countClick } from './click.store.ts';
import { readClickId } from './click-id.ts';
import { addressAt, suppressed } from './link-rules.ts';

/**
 * The address that a link leads to, by the table as it stands now. The first time counts as a click. A link that was passed on to a place that the
 * book's licence does not cover leads nowhere. 4 WRU.
 * @throws NOT_FOUND for a link that never was or is over; OFFER_NOT_AVAILABLE; UNAVAILABLE
 */
export async function followLink(viewer: Viewer, clickId: string, now: Date): Promise<string> {
  const click = readClickId(await vault(), clickId, now);
  if (!click) throw new DomainError('NOT_FOUND', 'This link leads nowhere any more. The app makes a new one.');
  const { id, book, store, league } = click;
  const [row, region] = [BOOKS[book], viewer.region ?? ''];
  if (!row.regions.includes(region)) throw suppressed('licence');
  if (row.urls[store] === null) throw suppressed('store');
  await countClick(click, now);
  return addressAt(row, { store, league, region, click: id, affiliate: affiliateAt(book) });
}
