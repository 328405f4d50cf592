import type * as z from 'zod';
import { userByHandle } from '#core/users';
import { type Page, readCursor, signCursor } from '#data/cursor';
import { DomainError } from '#errors';
import type { PickId } from '#schemas/common';
import type { ListPicks, ListUserPicks } from '#schemas/picks';
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
import { detailOf, type PickDetail, type PickView, viewOf, viewsOf } from './pick.view.ts';

type Filters = z.output<typeof ListPicks.query>;

/** A filtered page reads at most this many pages of ids; then it ends early, with a cursor to go on from. */
const PAGES = 5;

/** @throws NOT_FOUND */
export async function getPick(pickId: PickId, now: Date): Promise<PickDetail> {
  const [pick, revisions, outcomes] = await Promise.all([pickById(pickId), revisionsOf(pickId), outcomesOf(pickId)]);
  if (!pick) throw new DomainError('NOT_FOUND', 'No such pick.');
  const [shown, reviews] = await Promise.all([viewOf(pick, now), pick.reviews > 0 ? reviewsOf(pickId) : []]);
  return detailOf(pick, shown, revisions, outcomes, reviews);
}

/** @throws NOT_FOUND for an unknown handle */
export async function listUserPicks(
  handle: string,
  query: z.output<typeof ListUserPicks.query>,
  now: Date,
): Promise<Page<PickView>> {
  const author = await userByHandle(handle);
  if (!author) throw new DomainError('NOT_FOUND', 'No such user.');
  return listPicks({ ...query, author: author.userId }, now);
}

/** Newest first. Ids from the index, then the picks themselves, so that a change shows at once; pages are filled after filtering. */
export async function listPicks({ cursor, limit, ...filters }: Filters, now: Date): Promise<Page<PickView>> {
  const query = `picks ${JSON.stringify(Object.entries(filters).sort())}`;
  const ids = (after: string | null) =>
    filters.author === undefined
      ? idsByEvent(filters.event ?? '', after, limit + 1)
      : idsByAuthor(filters.author, after, limit + 1);
  const items: PickView[] = [];
  let after = await readCursor(query, cursor);
  for (let page = 0; page < PAGES && items.length < limit; page++) {
    const found = await ids(after);
    const more = found.length > limit;
    const views = await viewsOf((await picksByIds(found.slice(0, limit))).filter(matches(filters)), now);
    const fitting = views.filter(({ status }) => filters.status === undefined || status === filters.status);
    const taken = fitting.slice(0, limit - items.length);
    items.push(...taken);
    if (taken.length < fitting.length) {
      after = taken.at(-1)?.id ?? after;
      break;
    }
    after = more ? (found[limit - 1] ?? null) : null;
    if (after === null) break;
  }
  return { items, cursor: await signCursor(query, after) };
}

const matches =
  ({ event, sport, market, kind }: Pick<Filters, 'event' | 'sport' | 'market' | 'kind'>) =>
  ({ legs, ...pick }: StoredPick): boolean =>
    (kind === undefined || pick.kind === kind) &&
    (event === undefined || legs.some((leg) => leg.eventId === event)) &&
    (market === undefined || legs.some((leg) => leg.market === market)) &&
    (sport === undefined || legs.some((leg) => leg.league === sport || leg.sport === sport));
