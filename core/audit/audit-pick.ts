import type { StoredEvent } from '#core/events';
import { gradable, nextOutcome } from '#core/lifecycle';
import { outcomesOf, revisionsOf, type StoredOutcome, type StoredPick } from '#core/picks';
import { gaps } from './audit-event.ts';
import { type Difference, differences } from './difference.ts';

/**
 * A pick against its revisions, its outcomes and its event's facts: each outcome follows from the one before, the newest one is what the
 * facts grade to, and the pick repeats its newest revision and outcome.
 */
export async function auditPick(
  pick: StoredPick,
  event: StoredEvent,
  now: Date,
): Promise<{ found: Difference[]; outcomes: StoredOutcome[] }> {
  const [outcomes, revisions] = await Promise.all([outcomesOf(pick.pickId), revisionsOf(pick.pickId)]);
  const of = `pick ${pick.pickId}`;
  const newest = outcomes.at(-1);
  const { selection, line, odds } = pick.legs[0] ?? {};
  const found = [
    ...gaps(`${of} outcomes`, outcomes),
    ...gaps(
      `${of} revisions`,
      revisions.map(({ revision }) => ({ version: revision })),
    ),
    ...differences(of, pick, { outcomes: outcomes.length, revision: revisions.length }),
    ...differences(`${of} as revised`, { ...revisions.at(-1) }, { selection, line, odds, stake: pick.stake, at: pick.revisedAt }),
    ...differences(of, { ...pick.outcome }, { result: newest?.result, profit: newest?.profit, settledAt: newest?.settledAt }),
    ...outcomes.flatMap(({ version, previous }, i) => {
      const before = outcomes[i - 1];
      return differences(
        `${of} outcome ${version}`,
        { previous: previous ?? null },
        { previous: before ? { result: before.result, profit: before.profit } : null },
      );
    }),
    ...(await regraded(pick, newest, event, now)),
  ];
  return { found, outcomes };
}

/** Grades the pick anew from the facts, as if it had never been graded. */
async function regraded(
  pick: StoredPick,
  newest: StoredOutcome | undefined,
  event: StoredEvent,
  now: Date,
): Promise<Difference[]> {
  const should = nextOutcome({ ...pick, outcomes: 0, outcome: undefined }, await gradable(event), now);
  if (!should && !newest) return [];
  const { result, profit, won, returned, lost, rule, policyVersion, authorId, stake, settledAt } = should ?? {};
  return differences(
    `outcome of pick ${pick.pickId}`,
    { ...newest },
    { result, profit, won, returned, lost, rule, policyVersion, authorId, stake, settledAt },
  );
}
