import { DomainError } from '#errors';
import { env } from '#platform/env';
import { count, log } from '#platform/log';
import { LEAGUE_NAMES, type League } from '#schemas/sports';
import type { OddsProvider } from './odds-provider.ts';
import type { PollOutcome } from './poll-league.ts';
import { httpGet } from './the-odds-api/client.ts';
import { providerKey } from './the-odds-api/key.ts';
import { theOddsApi } from './the-odds-api/the-odds-api.ts';

/** `force` polls at once, before the cadence is due. */
export interface IngestInput {
  readonly force: boolean;
}

export const configuredProvider = (): OddsProvider => theOddsApi(httpGet({ url: env('SPORTS_FEED_URL'), key: providerKey }));

/**
 * Polls every league at the same time. A league that fails does not stop the others; `provider.failed` has an alarm.
 * @returns the sums over all leagues
 * @throws UNAVAILABLE when `force` is set and a league failed
 */
export async function ingest(
  job: string,
  force: boolean,
  turn: (league: League) => Promise<PollOutcome>,
): Promise<Record<keyof PollOutcome, number>> {
  const outcomes = await Promise.all(
    LEAGUE_NAMES.map((league) =>
      turn(league).catch((error: Error): PollOutcome => {
        log.error(`${job}: a league failed`, { league, error });
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

const NOTHING: PollOutcome = { polled: 0, created: 0, changed: 0, kept: 0, setAside: 0, failed: 0 };
