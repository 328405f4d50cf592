import { part, transact, written } from '#data/transaction';
import type { EventId } from '#schemas/common';
import type { ResultDetails } from '#schemas/settlement';
import type { Score } from './content-rules.ts';
import { EventEntity } from './event.entity.ts';
import { forgotten } from './event.store.ts';
import { EventClaimEntity } from './event-claim.entity.ts';
import type { StandingClaim, StoredEvent } from './event-facts.ts';

interface Claimed {
  readonly score: Score;
  readonly details?: ResultDetails | undefined;
  readonly content: string;
}

/**
 * One transaction: the claim, and its mark on the event.
 * @returns false when an admin decided, or another claim came, since the event was read
 */
export async function commitClaim(
  { eventId, gradingVersion, claim }: StoredEvent,
  { score: { home, away }, details, content }: Claimed,
  source: string,
  now: Date,
): Promise<boolean> {
  const row = { number: (claim?.number ?? 0) + 1, home, away, recordedAt: now.toISOString() };
  const refused = await transact({
    row: part({ rows: EventClaimEntity }, ({ rows }) => [rows.create({ eventId, ...row, details, source }).commit()]),
    event: part({ event: EventEntity }, ({ event }) => [
      event
        .patch({ eventId })
        .set({ claim: { ...row, content }, disputed: content })
        .where((attr, op) => op.eq(attr.gradingVersion, gradingVersion))
        .commit(),
    ]),
  });
  return refused.size === 0;
}

/** The feed agrees after all: nothing is disputed, and what it claimed would be news again. One write. */
export const settleClaim = ({ eventId, gradingVersion }: StoredEvent, claim: StandingClaim): Promise<boolean> =>
  written(
    EventEntity.patch({ eventId })
      .set({ claim: forgotten(claim) })
      .remove(['disputed'])
      .where((attr, op) => `${op.eq(attr.gradingVersion, gradingVersion)} AND ${op.eq(attr.claim.number, claim.number)}`)
      .go(),
  );

/** Oldest first. One query. */
export async function claimsOf(eventId: EventId) {
  const { data } = await EventClaimEntity.query.primary({ eventId }).go({ consistent: true, pages: 'all' });
  return data;
}
