import type { OddsProvider, Quota } from '../odds-provider.ts';
import { FEED_LEAGUES } from './protocol.ts';
import { readOdds } from './read-odds.ts';
import { readScores } from './read-scores.ts';

/** A GET of the protocol, by path and query without the key. @throws FeedError */
export type FeedGet = (path: string, query: Readonly<Record<string, string>>) => Promise<{ body: unknown; quota: Quota }>;

/**
 * The Odds API v4 as our provider. Credits: odds 3 (markets times regions), a game's alternates 2, scores with finished games 2.
 */
export function theOddsApi(get: FeedGet): OddsProvider {
  return {
    feed: 'the-odds-api',
    async odds(league) {
      const { sport, regions, format } = FEED_LEAGUES[league];
      const query = { regions, markets: 'h2h,spreads,totals', oddsFormat: format, dateFormat: 'iso' };
      return readOdds(league, await get(`/v4/sports/${sport}/odds`, query));
    },
    async alternates(league, feedId) {
      const { sport, regions, format } = FEED_LEAGUES[league];
      const query = { regions, markets: 'alternate_spreads,alternate_totals', oddsFormat: format, dateFormat: 'iso' };
      const { body, quota } = await get(`/v4/sports/${sport}/events/${encodeURIComponent(feedId)}/odds`, query);
      return readOdds(league, { body: [body], quota });
    },
    async scores(league) {
      const { sport } = FEED_LEAGUES[league];
      return readScores(league, await get(`/v4/sports/${sport}/scores`, { daysFrom: '3', dateFormat: 'iso' }));
    },
  };
}
