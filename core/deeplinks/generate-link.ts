import type { User } from '#actor';
import { findEvents } from '#core/events';
import { leaguesOfPick } from '#core/picks';
import { DomainError } from '#errors';
import { env } from '#platform/env';
import { vault } from '#platform/vault';
import type { EventId, PickId } from '#schemas/common';
import { type DeepLink, FollowDeepLink, LINK_SECONDS, type LinkStore } from '#schemas/deeplinks';
import type { League } from '#schemas/sports';
import { affiliateAt } from './affiliates.ts';
import { BOOKS, bookNamed } from './books.ts';
import { newClick, writeClickId } from './click-id.ts';
import { disclosureOf, suppression } from './link-rules.ts';

interface WantedLink {
  readonly book: string;
  readonly store: LinkStore;
  readonly eventId?: EventId | undefined;
  readonly pickId?: PickId | undefined;
}

const notThere = (what: string, field: string) => new DomainError('NOT_FOUND', `No such ${what}.`, { field });

/**
 * A link to a book for a person, which nothing keeps until it is followed. Nothing is read without an event or a pick; 0.5 RRU for an event, 1.5
 * to 3.5 for a pick. Of both, the pick decides.
 * @throws NOT_FOUND for a book that links do not lead to, an event that is not there, or a pick that the person may not see;
 * OFFER_NOT_AVAILABLE with the reason `licence`, `age` or `store`
 */
export async function generateLink(user: User, { book: name, store, ...of }: WantedLink, now: Date): Promise<DeepLink> {
  const book = bookNamed(name);
  if (book === null) throw notThere('book', 'book');
  const row = BOOKS[book];
  const regions = [user.region, user.declaredRegion].filter((region) => region != null);
  const league = await leagueOf(user, of, now);
  const refusal = suppression(row, { regions, age: user.age ?? 0 }, { store, league });
  if (refusal) throw refusal;
  const endsAt = Math.floor(now.getTime() / 1000) + LINK_SECONDS;
  const clickId = writeClickId(await vault(), newClick({ book, store, league, endsAt }));
  const affiliate = affiliateAt(book);
  return {
    url: `${env('API_URL')}${FollowDeepLink.path.replace('{clickId}', clickId)}`,
    book: row.title,
    disclosed: affiliate === undefined ? 'none' : 'affiliate',
    disclosure: disclosureOf(row, affiliate),
    expiresAt: new Date(endsAt * 1000).toISOString(),
  };
}

/** The league of the event or of the pick that a link is about; null for a pick on several, and where it names neither. */
async function leagueOf(
  user: User,
  { eventId, pickId }: Pick<WantedLink, 'eventId' | 'pickId'>,
  now: Date,
): Promise<League | null> {
  if (pickId !== undefined) {
    const leagues = await leaguesOfPick(user, pickId, now);
    if (!leagues) throw notThere('pick', 'pickId');
    return leagues.length === 1 ? (leagues[0] as League) : null;
  }
  if (eventId === undefined) return null;
  const event = (await findEvents([eventId])).get(eventId);
  if (!event) throw notThere('event', 'eventId');
  return event.league as League;
}
