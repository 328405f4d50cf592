import type { Competition } from '#core/events';
import type { Quota } from '#core/prices';
import type { League } from '#schemas/sports';
import type { OddsProvider, ProviderReply } from '../odds-provider.ts';
import { type Asking, PROVIDER_LEAGUES } from './leagues.ts';
import { readFurther, readGames, readOdds } from './read-odds.ts';
import { readScores } from './read-scores.ts';
import { readSeason } from './read-season.ts';

type Answer = { body: unknown; quota: Quota };
/** Sends one GET by path and query, to which it adds the key. @throws ProviderError */
export type ProviderGet = (path: string, query: Readonly<Record<string, string>>) => Promise<Answer>;

/** The credits of a month where no setting says otherwise. */
const CREDITS = 100_000;

const ALTERNATE = ['alternate_spreads', 'alternate_totals'];

const queryOf = ({ regions, format }: Asking, markets: readonly string[]) => ({
  regions,
  markets: markets.join(','),
  oddsFormat: format,
  dateFormat: 'iso',
});

/** The provider's keys of a league: its own, or those of the tournaments that are in season. */
const keysOf = (league: League, competitions: readonly Competition[]): readonly string[] => {
  const { key, isTour } = PROVIDER_LEAGUES[league];
  return isTour ? competitions.map((one) => one.key) : [key];
};

/** The credits of several requests together; null where one of them does not tell. */
const sumOf = (quotas: readonly Quota[]): Quota => ({
  ...(quotas.at(-1) ?? { remaining: null, used: null, last: null }),
  last:
    quotas.length > 0 && quotas.every(({ last }) => last !== null)
      ? quotas.reduce((sum, { last }) => sum + (last ?? 0), 0)
      : null,
});

/** The credits of a market for the regions of a request. */
const regionsOf = ({ regions }: Asking): number => regions.split(',').length;

/** The credits of a poll of scores that shows ended games too. */
const SCORES = 2;

/**
 * The Odds API v4 as our provider (https://the-odds-api.com/liveapi/guides/v4/). Credits: odds one for each main market and region, of each
 * tournament where the league is a tour; scores with finished games 2;  a game's further lines one for each quoted market.
 * @param budget the credits of a month
 */
export function theOddsApi(get: ProviderGet, budget = CREDITS): OddsProvider {
  /** Asks for each competition of a league, and makes one reply of all. */
  async function each<Item>(
    league: League,
    competitions: readonly Competition[],
    ask: (key: string) => Promise<Answer>,
    read: (league: League, answer: Answer) => ProviderReply<Item>,
  ): Promise<ProviderReply<Item>> {
    const replies = await Promise.all(keysOf(league, competitions).map(async (key) => read(league, await ask(key))));
    return {
      items: replies.flatMap(({ items }) => items),
      setAside: replies.flatMap(({ setAside }) => setAside),
      quota: sumOf(replies.map(({ quota }) => quota)),
    };
  }
  return {
    name: 'the-odds-api',
    covers: (league) => ({ scores: PROVIDER_LEAGUES[league].scores, further: PROVIDER_LEAGUES[league].further !== null }),
    budget,
    credits(league, competitions) {
      const { main, further, ...asking } = PROVIDER_LEAGUES[league];
      const keys = keysOf(league, competitions).length;
      const { players } = further ?? {};
      return {
        odds: keys * main.length * regionsOf(asking),
        scores: keys * SCORES,
        further: players ? ALTERNATE.length * regionsOf(asking) + players.markets.length * regionsOf(players) : 0,
      };
    },
    competitions: async () => readSeason(await get('/v4/sports', {})),
    odds(league, competitions = []) {
      const { main, ...asking } = PROVIDER_LEAGUES[league];
      return each(league, competitions, (key) => get(`/v4/sports/${key}/odds`, queryOf(asking, main)), readOdds);
    },
    games: (league, competitions = []) =>
      each(league, competitions, (key) => get(`/v4/sports/${key}/events`, { dateFormat: 'iso' }), readGames),
    async further(league, providerGameId) {
      const { key, further, ...asking } = PROVIDER_LEAGUES[league];
      const { players } = further ?? {};
      const ask = async (whom: Asking, markets: readonly string[]) =>
        readFurther(
          league,
          await get(`/v4/sports/${key}/events/${encodeURIComponent(providerGameId)}/odds`, queryOf(whom, markets)),
        );
      if (!players || players.markets.length === 0) return ask(asking, ALTERNATE);
      // One request for both where the same books quote them in the same form.
      if (asking.regions === players.regions && asking.format === players.format) {
        return ask(asking, [...ALTERNATE, ...players.markets]);
      }
      const [lines, onPlayers] = await Promise.all([ask(asking, ALTERNATE), ask(players, players.markets)]);
      const [item, { players: sheet } = {}] = [lines.items[0], onPlayers.items[0]];
      return {
        items: item && sheet ? [{ ...item, players: sheet }] : [],
        setAside: [...lines.setAside, ...onPlayers.setAside],
        quota: sumOf([lines.quota, onPlayers.quota]),
      };
    },
    scores: (league, competitions = []) =>
      each(league, competitions, (key) => get(`/v4/sports/${key}/scores`, { daysFrom: '3', dateFormat: 'iso' }), readScores),
  };
}
