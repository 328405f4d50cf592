/** Sports data: the provider of games, prices and scores, and what its replies change. */
export { ingestEvents } from './ingest-events.ts';
export { ingestScores } from './ingest-scores.ts';
export type { FurtherItem, OddsItem, OddsProvider, ProviderReply, ScoreItem } from './odds-provider.ts';
export { theOddsApi } from './the-odds-api/the-odds-api.ts';
