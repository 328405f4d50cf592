import type { Actor } from '#actor';
import { configuredProvider, type IngestInput, ingest } from './ingest.ts';
import type { OddsProvider, ScoreItem } from './odds-provider.ts';
import { type Errand, pollLeague } from './poll-league.ts';

const SCORES: Errand<ScoreItem> = {
  kind: 'scores',
  ask: (provider, league) => provider.scores(league),
  sighting: (item) => item,
  // Events come with their prices.
  takesNew: () => false,
};

/** Results, and all that follows from their absence. Repeating it does nothing new; see poll-league.ts. */
export const ingestScores = (actor: Actor, { force }: IngestInput, now: Date, provider: OddsProvider = configuredProvider()) =>
  ingest('ingest-scores', force, (league) => pollLeague(actor, SCORES, { league, force, provider }, now));
