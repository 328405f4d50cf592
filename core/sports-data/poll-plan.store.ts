import { conditionHeld } from '#data/transaction';
import type { League } from '#schemas/sports';
import type { PollPlan, PollPlans } from './cadence-rules.ts';
import { pollPlanEntity } from './poll-plan.entity.ts';

/** The plans of every job and league. Consistent; one query, 1 RRU. */
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
