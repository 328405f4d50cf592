import type { Actor } from '#actor';
import { isUnfinished, PROVIDER_MEMORY } from './cadence-rules.ts';
import { configuredProvider, type IngestInput, ingest } from './ingest.ts';
import type { OddsProvider, ScoreItem } from './odds-provider.ts';
import { type PollJob, pollLeague } from './poll-league.ts';
import { turnedScores } from './turn-rules.ts';

const SCORES: PollJob<ScoreItem> = {
  kind: 'scores',
  ask: (provider, league, competitions) => provider.scores(league, competitions),
  // A league out of season may have games that ended within the provider's memory.
  isAsked: ({ league, provider, competitions }, known, now) =>
    provider.covers(league).scores &&
    (competitions?.length !== 0 || known.some((event) => isUnfinished(event, PROVIDER_MEMORY, now))),
  shownGame: (item) => item,
  turn: turnedScores,
  // Events come with their prices.
  createsEvent: () => false,
};

/** Polls each league for results, and infers states where results are missing. A repeat changes nothing (poll-league.ts). */
export const ingestScores = (actor: Actor, { force }: IngestInput, now: Date, provider: OddsProvider = configuredProvider()) =>
  ingest('scores', { force, provider }, now, (polled) => pollLeague(actor, SCORES, polled, now));
