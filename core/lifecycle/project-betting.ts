import { projectedOutcome, projectedPick } from '#core/picks';
import { countPick, projectOutcome } from '#core/stats';
import type { BETTING_ENTITIES } from '#data/keys';
import type { Change } from '#platform/change';
import { projectEvent } from './event.projection.ts';
import { projectPickReview } from './open-review.projection.ts';
import { requestReview } from './settle-event.ts';

/** Everything that follows from what was written on the betting side. Each projection says how it bears repeats. */
const PROJECTIONS: Readonly<Record<(typeof BETTING_ENTITIES)[number], (change: Change, now: Date) => Promise<unknown>>> = {
  event: projectEvent,
  outcome: async (change, now) => {
    const outcome = change.kind === 'insert' ? projectedOutcome(change) : null;
    if (!outcome) return;
    await projectOutcome(outcome, now);
    await projectPickReview(outcome);
  },
  pick: async (change) => {
    const pick = projectedPick(change);
    if (!pick) return;
    if (change.kind === 'insert') await countPick(pick, 'placed');
    else if (pick.reviews > Number(change.before?.reviews ?? 0)) await requestReview(pick.pickId);
    else if (pick.deletedAt !== undefined && change.before?.deletedAt === undefined) await countPick(pick, 'withdrawn');
  },
};

export const projectBetting = async (change: Change, now: Date): Promise<unknown> =>
  PROJECTIONS[change.entity as keyof typeof PROJECTIONS]?.(change, now);
