import { conditionHeld, type Part, part } from '#data/transaction';
import { eventEntity } from './event.entity.ts';
import type { StandingClaim, StoredEvent } from './event-facts.ts';

/** A claim without its hash, so that an equal claim counts as new. */
export const withoutHash = ({ number, home, away, recordedAt }: StandingClaim) => ({ number, home, away, recordedAt });

/** The part of a provider's claim that is written into the event. */
interface ClaimMark {
  readonly claim: { readonly number: number; readonly home: number; readonly away: number; readonly recordedAt: string };
  readonly contentHash: string;
}

/** Writes a claim into the event. Refused when an admin decided since `gradingVersion` was read. */
export const disputePart = ({ eventId, gradingVersion }: StoredEvent, { claim, contentHash }: ClaimMark): Part =>
  part({ event: eventEntity() }, ({ event }) => [
    event
      .patch({ eventId })
      .set({ claim: { ...claim, contentHash }, disputedHash: contentHash })
      .where((attr, op) => op.eq(attr.gradingVersion, gradingVersion))
      .commit(),
  ]);

/** Records that the provider agrees with the decision after a claim. An equal claim then counts as new. 2 WRU. */
export const settleClaim = ({ eventId, gradingVersion }: StoredEvent, claim: StandingClaim): Promise<boolean> =>
  conditionHeld(
    eventEntity()
      .patch({ eventId })
      .set({ claim: withoutHash(claim) })
      .remove(['disputedHash'])
      .where((attr, op) => `${op.eq(attr.gradingVersion, gradingVersion)} AND ${op.eq(attr.claim.number, claim.number)}`)
      .go(),
  );
