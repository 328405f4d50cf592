import { batchAll } from '#data/batch';
import { DomainError } from '#errors';
import { epoch } from '#platform/clock';
import { FeedReason } from '#schemas/home';
import type { FeedRef } from './feed-ref.ts';
import { homeSessionEntity } from './home-session.entity.ts';
import { RANK_VERSION } from './rank-weights.ts';
import { packList, unpackList } from './ref-list.ts';

/** Seconds of the life of a ranked list: 30 minutes. */
const LIFE = 1_800;

/** An item of a ranked list, and the reason why it stands there. */
export interface SessionRow {
  readonly ref: FeedRef;
  readonly reason: FeedReason;
}

/** Keeps a ranked list. 1 WRU for each KB: some 3 for 100 items. */
export const writeSession = async (userId: string, sessionId: string, rows: readonly SessionRow[], now: Date): Promise<void> =>
  void (await homeSessionEntity()
    .put({
      userId,
      sessionId,
      rows: packList(rows.map(({ ref, reason }) => ({ ref, value: FeedReason.options.indexOf(reason) }))),
      weights: RANK_VERSION,
      expiresAt: epoch(now) + LIFE,
    })
    .go());

/**
 * A ranked list of its reader. 0.5 RRU for 100 items; a consistent read follows where the list was written a moment ago.
 * @returns null when it is over
 */
export async function sessionRows(userId: string, sessionId: string, now: Date): Promise<SessionRow[] | null> {
  const key = { userId, sessionId };
  const data =
    (await homeSessionEntity().get(key).go()).data ?? (await homeSessionEntity().get(key).go({ consistent: true })).data;
  if (!data || data.expiresAt <= epoch(now)) return null;
  return rowsIn(data.rows);
}

const rowsIn = (packed: Uint8Array): SessionRow[] =>
  unpackList(packed).map(({ ref, value }) => ({ ref, reason: FeedReason.options[value] ?? 'following' }));

/** The ranked lists of a user, as they are kept. */
export async function sessionsOf(userId: string): Promise<{ sessionId: string; rows: SessionRow[] }[]> {
  const { data } = await homeSessionEntity().query.primary({ userId }).go({ pages: 'all', consistent: true });
  return data.map(({ sessionId, rows }) => ({ sessionId, rows: rowsIn(rows) }));
}

/** Forgets all ranked lists of a user. */
export async function deleteSessions(userId: string): Promise<void> {
  const keys = (await sessionsOf(userId)).map(({ sessionId }) => ({ userId, sessionId }));
  await batchAll(keys, async (some) => ({ unprocessed: (await homeSessionEntity().delete(some).go()).unprocessed }));
}

/** The refusal of a cursor whose list is over. */
export const sessionExpired = () =>
  new DomainError('FEED_SESSION_EXPIRED', 'This list is over. Start again without a cursor.', { field: 'cursor' });
