import { projectLock } from '#core/locks';
import { projectedOutcome, projectedPick } from '#core/picks';
import { projectEventReview, projectPickReview } from '#core/reviews';
import { projectGrading, requestReview } from '#core/settlement';
import { countPick, projectOutcome } from '#core/stats';
import type { BETTING_ENTITIES } from '#data/keys';
import type { Change } from '#platform/change';
import { stream } from '../middleware/stream.ts';

/** All that follows from a write on the betting side, by entity. Each projection states how it bears repeats. */
const PROJECTIONS: Readonly<Record<(typeof BETTING_ENTITIES)[number], (change: Change, now: Date) => Promise<unknown>>> = {
  event: async (change, now) => {
    await projectLock(change, now);
    await projectGrading(change);
    await projectEventReview(change);
  },
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
    else if (pick.withdrawnAt !== undefined && change.before?.withdrawnAt === undefined) await countPick(pick, 'withdrawn');
  },
};

export const handler = stream('project-betting', async (change, now) =>
  PROJECTIONS[change.entity as keyof typeof PROJECTIONS]?.(change, now),
);
