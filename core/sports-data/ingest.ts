import { DomainError } from '#errors';
import { env } from '#platform/env';
import { count, log } from '#platform/log';
import { mapConcurrently } from '#platform/map-concurrently';
import { LEAGUE_NAMES, type League } from '#schemas/sports';
import { isTimeToLook, nextClockAt } from './cadence-rules.ts';
import { creditAccount } from './credit-account.ts';
import type { OddsProvider } from './odds-provider.ts';
import type { PolledLeague, PollOutcome, Turn } from './poll-league.ts';
import { findPollPlans, writeIdlePlans, writePollPlan } from './poll-plan.store.ts';
import { seasonNow } from './season-now.ts';
import { httpGet } from './the-odds-api/client.ts';
import { providerKey } from './the-odds-api/key.ts';
import { theOddsApi } from './the-odds-api/the-odds-api.ts';

/** `force` polls at once, before the cadence is due. */
export interface IngestInput {
  readonly force: boolean;
}

export const configuredProvider = (): OddsProvider =>
  theOddsApi(httpGet({ url: env('SPORTS_FEED_URL'), key: providerKey }), Number(env('SPORTS_FEED_CREDITS')));

/** Leagues that have their turns at the same time: the provider limits the requests of one second. */
const AT_ONCE = 8;

/**
 * Gives every league whose plan says so a turn. A minute in which none is due is one query of all plans, some 0.1 RRU a league. With `force`
 * each league in season has a turn. A league that fails does not stop the others; `provider.failed` has an alarm.
 * @returns the sums over all leagues
 * @throws UNAVAILABLE when `force` is set and a league failed
 */
export async function ingest(
  job: 'events' | 'scores',
  { force, provider }: { readonly force: boolean; readonly provider: OddsProvider },
  now: Date,
  turn: (polled: PolledLeague) => Promise<Turn>,
): Promise<Record<keyof PollOutcome, number>> {
  const plans = await findPollPlans();
  const isDue = (league: League) => isTimeToLook(job, league, plans, now);
  const season = force || LEAGUE_NAMES.some(isDue) ? await seasonNow(provider, force && job === 'events', now) : [];
  const due = LEAGUE_NAMES.flatMap((league): Omit<PolledLeague, 'account'>[] => {
    const competitions = season?.filter((one) => one.league === league) ?? null;
    const isForced = force && competitions?.length !== 0;
    return isForced || isDue(league) ? [{ league, competitions, force: isForced, provider }] : [];
  });
  // Of a league that is out of season and has never had a game there is nothing to read.
  const isIdle = ({ league, competitions }: Omit<PolledLeague, 'account'>) =>
    competitions?.length === 0 && (plans[job].get(league)?.newest ?? '') === '';
  const [idle, turns] = [due.filter(isIdle), due.filter((polled) => !isIdle(polled))];
  await writeIdlePlans(
    job,
    idle.map(({ league }) => league),
    { nextAt: nextClockAt([], now), newest: '' },
  );
  const account = turns.length > 0 ? await creditAccount(provider.budget, now) : null;
  const outcomes = await mapConcurrently(account ? turns.map((one) => ({ ...one, account })) : [], AT_ONCE, (polled) =>
    planned(job, polled, turn).catch((error: Error): PollOutcome => {
      log.error(`ingest-${job}: a league failed`, { league: polled.league, error });
      count('provider.failed');
      return { ...NOTHING, failed: 1 };
    }),
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
  polled: PolledLeague,
  turn: (polled: PolledLeague) => Promise<Turn>,
): Promise<PollOutcome> {
  const { plan, ...outcome } = await turn(polled);
  if (plan) await writePollPlan(job, polled.league, plan);
  return outcome;
}

const NOTHING: PollOutcome = { polled: 0, created: 0, changed: 0, kept: 0, setAside: 0, failed: 0 };
