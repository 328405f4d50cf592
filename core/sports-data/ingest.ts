import { DomainError } from '#errors';
import { env } from '#platform/env';
import { count, log } from '#platform/log';
import { LEAGUE_NAMES, type League } from '#schemas/sports';
import { isTimeToLook, type PollPlans } from './cadence-rules.ts';
import type { OddsProvider } from './odds-provider.ts';
import type { PollOutcome, Turn } from './poll-league.ts';
import { findPollPlans, writePollPlan } from './poll-plan.store.ts';
import { httpGet } from './the-odds-api/client.ts';
import { providerKey } from './the-odds-api/key.ts';
import { theOddsApi } from './the-odds-api/the-odds-api.ts';

/** `force` polls at once, before the cadence is due. */
export interface IngestInput {
  readonly force: boolean;
}

export const configuredProvider = (): OddsProvider => theOddsApi(httpGet({ url: env('SPORTS_FEED_URL'), key: providerKey }));

/**
 * Gives every league whose plan says so a turn, all at the same time; a minute in which none is due costs 1 RRU. A league that fails does
 * not stop the others; `provider.failed` has an alarm.
 * @returns the sums over all leagues
 * @throws UNAVAILABLE when `force` is set and a league failed
 */
export async function ingest(
  job: 'events' | 'scores',
  force: boolean,
  now: Date,
  turn: (league: League) => Promise<Turn>,
): Promise<Record<keyof PollOutcome, number>> {
  const plans = force ? NO_PLANS : await findPollPlans();
  const outcomes = await Promise.all(
    LEAGUE_NAMES.map((league) =>
      planned(job, league, plans, now, turn).catch((error: Error): PollOutcome => {
        log.error(`ingest-${job}: a league failed`, { league, error });
        count('provider.failed');
        return { ...NOTHING, failed: 1 };
      }),
    ),
  );
  const keys = Object.keys(NOTHING) as (keyof PollOutcome)[];
  const sums = Object.fromEntries(keys.map((key) => [key, outcomes.reduce((sum, outcome) => sum + outcome[key], 0)]));
  if (force && outcomes.some(({ failed }) => failed > 0)) {
    throw new DomainError('UNAVAILABLE', 'The provider could not be read in full; the log says why.', sums);
  }
  return sums as Record<keyof PollOutcome, number>;
}

async function planned(
  job: 'events' | 'scores',
  league: League,
  plans: PollPlans,
  now: Date,
  turn: (league: League) => Promise<Turn>,
): Promise<PollOutcome> {
  if (!isTimeToLook(job, league, plans, now)) return NOTHING;
  const { plan, ...outcome } = await turn(league);
  if (plan) await writePollPlan(job, league, plan);
  return outcome;
}

const NO_PLANS: PollPlans = { events: new Map(), scores: new Map() };
const NOTHING: PollOutcome = { polled: 0, created: 0, changed: 0, kept: 0, setAside: 0, failed: 0 };
