import type { Actor } from '#actor';
import { configuredProvider, type IngestInput, ingest } from './ingest.ts';
import type { OddsProvider, ScoreItem } from './odds-provider.ts';
import { type PollJob, pollLeague } from './poll-league.ts';
import { turnedScores } from './turn-rules.ts';

const SCORES: PollJob<ScoreItem> = {
  kind: 'scores',
  ask: (provider, league) => provider.scores(league),
  shownGame: (item) => item,
  turn: turnedScores,
  // Events come with their prices.
  createsEvent: () => false,
};

/** Polls each league for results, and infers states where results are missing. A repeat changes nothing (poll-league.ts). */
export const ingestScores = (actor: Actor, { force }: IngestInput, now: Date, provider: OddsProvider = configuredProvider()) =>
  ingest('scores', force, now, (league) => pollLeague(actor, SCORES, { league, force, provider }, now));
