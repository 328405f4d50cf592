import { conditionHeld } from '#data/transaction';
import type { League } from '#schemas/sports';
import type { PollPlan, PollPlans } from './cadence-rules.ts';
import { pollPlanEntity } from './poll-plan.entity.ts';

/** The plans of every job and league. Consistent; one query, 1 RRU for some 25 of them. */
export async function findPollPlans(): Promise<PollPlans> {
  const { data } = await pollPlanEntity().query.primary({ list: 'all' }).go({ pages: 'all', consistent: true });
  const of = (wanted: 'events' | 'scores') =>
    new Map(data.filter(({ job }) => job === wanted).map(({ league, nextAt, newest }) => [league, { nextAt, newest }]));
  return { events: of('events'), scores: of('scores') };
}

/** Replaces a plan, unless one stands that knows of a newer change. 1 WRU. */
export const writePollPlan = (job: 'events' | 'scores', league: League, { nextAt, newest }: PollPlan): Promise<boolean> =>
  conditionHeld(
    pollPlanEntity()
      .put({ list: 'all', job, league, nextAt, newest })
      .where((attr, op) => `${op.notExists(attr.newest)} OR ${op.lte(attr.newest, newest)}`)
      .go(),
  );

/** Gives leagues without any game one plan. A BatchWrite for each 25, 1 WRU each. */
export async function writeIdlePlans(job: 'events' | 'scores', leagues: readonly League[], plan: PollPlan): Promise<void> {
  if (leagues.length === 0) return;
  const some = leagues.map((league) => ({ list: 'all', job, league, ...plan }));
  await pollPlanEntity().put(some).go();
}
