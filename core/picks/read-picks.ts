import type * as z from 'zod';
import type { Viewer } from '#actor';
import { namedUserId, sightOn } from '#core/graph';
import { noSuchUser, userIdNamed } from '#core/users';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import type { PickId, UserId } from '#schemas/common';
import { type PickDetail, type PickView, REVISIONS_SHOWN } from '#schemas/pick-views';
import type { ListPicks, ListUserPicks } from '#schemas/picks';
import { analysesOf } from './analysis.store.ts';
import { hydratePicks } from './pick.hydrate.ts';
import { type ListedPick, listedByAuthor, listedOnEvent, listedPicks, type StoredPick } from './pick.store.ts';
import { pickDetail } from './pick.view.ts';
import { visibleParts } from './pick.visibility.ts';
import { eventFacet, eventsIn, phaseOfStatus } from './pick-facets.ts';
import { pickWithFacts } from './pick-with-facts.ts';
import { noSuchPick, showPicks } from './show-pick.ts';

/** A query of picks whose author is found. */
type PickQuery = Omit<z.output<typeof ListPicks.query>, 'author'> & { readonly author?: UserId | undefined };
type Filters = Omit<PickQuery, 'cursor' | 'limit'>;

/**
 * Two round trips, some 1.5 RRU; 3 for a signed-in reader, whose own changes show at once. Long analyses cost up to 3 more each.
 * @throws NOT_FOUND
 */
export async function getPick(viewer: Viewer, pickId: PickId, now: Date): Promise<PickDetail> {
  const consistent = viewer.kind === 'user';
  const found = await pickWithFacts(pickId, REVISIONS_SHOWN, { consistent });
  if (!found) throw noSuchPick();
  const { pick, revisions, outcomes, reviews } = found;
  const [[hydrated], analyses] = await Promise.all([
    hydratePicks(viewer, [pick], now),
    analysesOf(pickId, [pick, ...revisions], { consistent }),
  ]);
  const parts = hydrated && visibleParts(hydrated, now);
  if (!parts) throw noSuchPick();
  return pickDetail(hydrated, { revisions: revisions.toReversed(), outcomes, reviews, analyses }, parts, now);
}

/**
 * @param user a handle or an id
 * @throws NOT_FOUND for somebody who is not there, or of whom the viewer does not see all; INVALID_INPUT for a cursor of another query
 */
export async function listUserPicks(
  viewer: Viewer,
  user: string,
  query: z.output<typeof ListUserPicks.query>,
  now: Date,
): Promise<Page<PickView>> {
  const author = await namedUserId(user);
  const [page, sight] = await Promise.all([pageOfPicks(viewer, { ...query, author }, now), sightOn(viewer, author, now)]);
  if (sight !== 'all') throw noSuchUser();
  return page;
}

/**
 * Picks of an author or on an event, newest first. It is empty for an author of whom the viewer does not see all, as for one who is not there.
 * 1 RRU and a trip more for an author who is named by a handle.
 * @throws INVALID_INPUT for a cursor of another query
 */
export async function listPicks(viewer: Viewer, query: z.output<typeof ListPicks.query>, now: Date): Promise<Page<PickView>> {
  const author = query.author === undefined ? undefined : await userIdNamed(query.author);
  if (author === null) return { items: [], cursor: null };
  const [page, sight] = await Promise.all([
    pageOfPicks(viewer, { ...query, author }, now),
    author === undefined ? 'all' : sightOn(viewer, author, now),
  ]);
  return sight === 'all' ? page : { items: [], cursor: null };
}

/** Entries of the index that one query of a filtered list reads. Without filters a query reads one page. */
const PER_FILTERED_READ = 200;

/**
 * Each read of the page is three round trips: the index, the picks that its attributes
 * do not leave out, then their events and authors. The viewer's own picks are read consistently, so that their changes show at once.
 * At most 5 × 200 entries of the index, some 60 RRU, and 150 RRU for the picks (#data/page); the rest is on the next page.
 * @throws INVALID_INPUT for a cursor of another query
 */
async function pageOfPicks(viewer: Viewer, { cursor, limit, ...filters }: PickQuery, now: Date): Promise<Page<PickView>> {
  const { author, event, status, market } = filters;
  const reader = viewer.kind === 'user' ? viewer.userId : null;
  const wanted = facetsWanted(filters);
  return fillPage(
    `picks ${JSON.stringify(Object.entries(filters).sort())}`,
    { cursor, limit },
    {
      read: (after, count) =>
        author === undefined ? listedOnEvent(event ?? '', after, count) : listedByAuthor(author, after, count),
      ...((wanted.length > 0 || status !== undefined) && { perRead: Math.max(PER_FILTERED_READ, limit + 1) }),
      admits: ({ facets, phase }) =>
        wanted.every((facet) => facets.includes(facet)) &&
        (status === undefined || phase === undefined || phase === phaseOfStatus(status)),
      units: (entry) => unitsOf(entry, entry.authorId === reader),
      positionOf: ({ pickId }) => pickId,
      show: async (listed) => {
        const picks = (await listedPicks(listed, reader)).filter(matches(filters));
        const views = new Map((await showPicks(viewer, picks, author === undefined, now)).map((view) => [view.id, view]));
        // A list of one market would tell what a sealed pick is on.
        const fits = (view: PickView) =>
          (status === undefined || view.status === status) && (market === undefined || view.legs.length > 0);
        return listed.map(({ pickId }) => {
          const view = views.get(pickId);
          return view && fits(view) ? view : null;
        });
      },
    },
  );
}

/** The facets that every pick of a filtered list has. In an event's list each pick is on the event. */
const facetsWanted = ({ author, event, sport, market, kind }: Filters): string[] =>
  [sport, market, kind, author !== undefined && event !== undefined ? eventFacet(event) : undefined].filter(
    (facet) => facet !== undefined,
  );

/** The read units of a pick in a list, its author's card apart: a row of 4 KB holds some four legs with their outcomes. */
function unitsOf({ facets }: ListedPick, isOwn: boolean): number {
  const events = eventsIn(facets);
  return Math.ceil(events / 4) * (isOwn ? 1 : 0.5) + events * 0.5;
}

/** The filters that need no clock, exactly. */
const matches =
  ({ event, sport, market, kind }: Filters) =>
  ({ legs, ...pick }: StoredPick): boolean =>
    (kind === undefined || pick.kind === kind) &&
    (event === undefined || legs.some((leg) => leg.eventId === event)) &&
    (market === undefined || legs.some((leg) => leg.market === market)) &&
    (sport === undefined || legs.some((leg) => leg.league === sport || leg.sport === sport));
