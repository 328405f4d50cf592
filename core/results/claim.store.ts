import { disputePart, type StoredEvent } from '#core/events';
import { part, transact } from '#data/transaction';
import type { EventId } from '#schemas/common';
import type { ResultDetails, Score } from '#schemas/settlement';
import { eventClaimEntity } from './event-claim.entity.ts';

interface NewClaim {
  readonly score: Score;
  readonly details?: ResultDetails | undefined;
  readonly contentHash: string;
}

/**
 * Writes the claim and its mark on the event in one transaction: 4 WRU.
 * @returns false when an admin decided, or another claim came, since the event was read
 */
export async function commitClaim(
  event: StoredEvent,
  { score: { home, away }, details, contentHash }: NewClaim,
  source: string,
  now: Date,
): Promise<boolean> {
  const { eventId, claim } = event;
  const row = { number: (claim?.number ?? 0) + 1, home, away, recordedAt: now.toISOString() };
  const refused = await transact({
    row: part({ rows: eventClaimEntity() }, ({ rows }) => [rows.create({ eventId, ...row, details, source }).commit()]),
    event: disputePart(event, { claim: row, contentHash }),
  });
  return refused.size === 0;
}

/** The claims of an event, oldest first. One query, 1 RRU. */
export async function claimsOf(eventId: EventId) {
  const { data } = await eventClaimEntity().query.primary({ eventId }).go({ consistent: true, pages: 'all' });
  return data;
}
