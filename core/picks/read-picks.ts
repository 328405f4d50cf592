import type * as z from 'zod';
import type { Viewer } from '#actor';
import { visibleUserId } from '#core/users';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import type { PickId } from '#schemas/common';
import type { PickDetail, PickView } from '#schemas/pick-views';
import type { ListPicks, ListUserPicks } from '#schemas/picks';
import { hydratePicks } from './pick.hydrate.ts';
import {
  idsByAuthor,
  idsByEvent,
  outcomesOf,
  pickById,
  picksByIds,
  reviewsOf,
  revisionsOf,
  type StoredPick,
} from './pick.store.ts';
import { pickDetail } from './pick.view.ts';
import { visibleParts } from './pick.visibility.ts';
import { noSuchPick, showPicks } from './show-pick.ts';

type Filters = Omit<z.output<typeof ListPicks.query>, 'cursor' | 'limit'>;

/** Two round trips, some 4 RRU. @throws NOT_FOUND */
export async function getPick(viewer: Viewer, pickId: PickId, now: Date): Promise<PickDetail> {
  const [pick, revisions, outcomes] = await Promise.all([pickById(pickId), revisionsOf(pickId), outcomesOf(pickId)]);
  if (!pick) throw noSuchPick();
  const [[hydrated], reviews] = await Promise.all([hydratePicks(viewer, [pick], now), pick.reviews > 0 ? reviewsOf(pickId) : []]);
  const parts = hydrated && visibleParts(viewer, hydrated);
  if (!parts) throw noSuchPick();
  return pickDetail(hydrated, { revisions, outcomes, reviews }, parts, now);
}

/** @throws NOT_FOUND for a handle that nobody has, or of somebody whom the viewer may not see; INVALID_INPUT for a cursor of another query */
export async function listUserPicks(
  viewer: Viewer,
  handle: string,
  query: z.output<typeof ListUserPicks.query>,
  now: Date,
): Promise<Page<PickView>> {
  const author = await visibleUserId(viewer, handle);
  return listPicks(viewer, { ...query, author }, now);
}

/**
 * Picks of an author or on an event, newest first. Each read of the page is three round trips: ids from the index, the picks, then their
 * events and authors. The picks themselves are read consistently, so that a change shows at once.
 * @throws INVALID_INPUT for a cursor of another query
 */
export async function listPicks(
  viewer: Viewer,
  { cursor, limit, ...filters }: z.output<typeof ListPicks.query>,
  now: Date,
): Promise<Page<PickView>> {
  const { author, event, status } = filters;
  return fillPage(
    `picks ${JSON.stringify(Object.entries(filters).sort())}`,
    { cursor, limit },
    {
      read: (after, count) => (author === undefined ? idsByEvent(event ?? '', after, count) : idsByAuthor(author, after, count)),
      positionOf: (pickId) => pickId,
      show: async (pickIds) => {
        const picks = (await picksByIds(pickIds)).filter(matches(filters));
        const views = new Map((await showPicks(viewer, picks, now)).map((view) => [view.id, view]));
        const fits = (view: PickView) => status === undefined || view.status === status;
        return pickIds.map((pickId) => {
          const view = views.get(pickId);
          return view && fits(view) ? view : null;
        });
      },
    },
  );
}

/** The filters that need no event and no clock. */
const matches =
  ({ event, sport, market, kind }: Filters) =>
  ({ legs, ...pick }: StoredPick): boolean =>
    (kind === undefined || pick.kind === kind) &&
    (event === undefined || legs.some((leg) => leg.eventId === event)) &&
    (market === undefined || legs.some((leg) => leg.market === market)) &&
    (sport === undefined || legs.some((leg) => leg.league === sport || leg.sport === sport));
