import { FeedError, type OddsProvider } from '../odds-provider.ts';
import { getJson, type Patience } from './client.ts';
import { FEED_LEAGUES } from './protocol.ts';
import { readOdds } from './read-odds.ts';
import { readScores } from './read-scores.ts';

export interface TheOddsApiSettings {
  readonly url: string;
  /** The key; `fresh` when the feed refused the last one. */
  readonly key: (fresh?: boolean) => Promise<string>;
  readonly patience?: Patience;
}

/**
 * The Odds API v4 as our provider. Credits: odds 3 (markets times regions), a game's alternates 2, scores with finished games 2.
 */
export function theOddsApi({ url, key, patience }: TheOddsApiSettings): OddsProvider {
  const get = async (path: string, query: Readonly<Record<string, string>>) => {
    const request = { base: url, path, query, patience };
    const current = await key();
    try {
      return await getJson({ ...request, key: current });
    } catch (error) {
      const rotated = error instanceof FeedError && error.status === 401 ? await key(true) : current;
      if (rotated === current) throw error;
      return getJson({ ...request, key: rotated });
    }
  };
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
