import type { Quota } from '#core/prices';
import type { OddsProvider } from '../odds-provider.ts';
import { type Asking, PROVIDER_LEAGUES } from './protocol.ts';
import { readFurther, readOdds } from './read-odds.ts';
import { readScores } from './read-scores.ts';

/** Sends one GET by path and query, to which it adds the key. @throws ProviderError */
export type ProviderGet = (path: string, query: Readonly<Record<string, string>>) => Promise<{ body: unknown; quota: Quota }>;

const MAIN = ['h2h', 'spreads', 'totals'];
const ALTERNATE = ['alternate_spreads', 'alternate_totals'];

const queryOf = ({ regions, format }: Asking, markets: readonly string[]) => ({
  regions,
  markets: markets.join(','),
  oddsFormat: format,
  dateFormat: 'iso',
});

/**
 * The Odds API v4 as our provider (https://the-odds-api.com/liveapi/guides/v4/). Credits: odds 3 (markets x regions), scores with finished
 * games 2, a game's further lines 1 for each quoted market: at most 8 in football and 5 in soccer.
 */
export function theOddsApi(get: ProviderGet): OddsProvider {
  return {
    name: 'the-odds-api',
    async odds(league) {
      const { sport, ...asking } = PROVIDER_LEAGUES[league];
      return readOdds(league, await get(`/v4/sports/${sport}/odds`, queryOf(asking, MAIN)));
    },
    async further(league, providerGameId) {
      const { sport, players, ...asking } = PROVIDER_LEAGUES[league];
      const ask = async (whom: Asking, markets: readonly string[]) =>
        readFurther(
          league,
          await get(`/v4/sports/${sport}/events/${encodeURIComponent(providerGameId)}/odds`, queryOf(whom, markets)),
        );
      // One request for both where the same books quote them in the same form.
      if (asking.regions === players.regions && asking.format === players.format) {
        return ask(asking, [...ALTERNATE, ...players.markets]);
      }
      const [lines, onPlayers] = await Promise.all([ask(asking, ALTERNATE), ask(players, players.markets)]);
      const [item, { players: sheet } = {}] = [lines.items[0], onPlayers.items[0]];
      return {
        items: item && sheet ? [{ ...item, players: sheet }] : [],
        setAside: [...lines.setAside, ...onPlayers.setAside],
        quota: onPlayers.quota,
      };
    },
    async scores(league) {
      const { sport } = PROVIDER_LEAGUES[league];
      return readScores(league, await get(`/v4/sports/${sport}/scores`, { daysFrom: '3', dateFormat: 'iso' }));
    },
  };
}
