import { type OddsProvider, theOddsApi } from '#core/sports-data';
import type { League } from '#schemas/sports';
import { PROVIDER_LEAGUES } from '../../../core/sports-data/the-odds-api/leagues.ts';

/** Replies of The Odds API about games of one league, made by hand, read by the real reader. */

/** A game as one reply shows it. A moneyline is quoted for each team by name, so that prices follow the teams and not the sides. */
export interface ReplyGame {
  readonly id: unknown;
  readonly home: string;
  readonly away: string;
  readonly startsAt: Date;
  /** Prices of the teams by name, in the form of the league's books; none if absent. */
  readonly moneyline?: Readonly<Record<string, number>>;
  readonly completed?: boolean;
  /** As the reply has them: by team, or garbled; null if absent. */
  readonly scores?: unknown;
}

/** A tournament with a field of competitors, as one reply shows it. */
export interface ReplyTournament {
  readonly id: string;
  /** As the provider writes it: `Masters Tournament Winner`. */
  readonly title: string;
  readonly startsAt: Date;
  /** The prices of its competitors by name; no book quotes any if absent. */
  readonly outrights?: Readonly<Record<string, number>>;
}

/** A score in the protocol's own form. */
export const scoresOf = (points: Readonly<Record<string, number>>) =>
  Object.entries(points).map(([name, score]) => ({ name, score: String(score) }));

/** The provider's key of a league; of a tour that of one tournament. */
const keyOf = (league: League): string => {
  const { key, isTour } = PROVIDER_LEAGUES[league];
  return isTour ? `${key}open` : key;
};

const itemOf = (key: string, game: ReplyGame | ReplyTournament) => ({
  id: game.id,
  sport_key: key,
  sport_title: 'title' in game ? game.title : key,
  commence_time: game.startsAt.toISOString(),
  home_team: 'title' in game ? null : game.home,
  away_team: 'title' in game ? null : game.away,
});

const booksOf = (game: ReplyGame | ReplyTournament) => {
  const [market, prices] = 'title' in game ? ['outrights', game.outrights] : ['h2h', game.moneyline];
  return prices ? [book(market as string, prices as Readonly<Record<string, number>>)] : [];
};

/** A provider that shows these games of a league in odds and in scores, and none of any other league. */
export const replying = (
  games: readonly (ReplyGame | ReplyTournament)[],
  name?: string,
  league: League = 'nfl',
): OddsProvider => {
  const key = keyOf(league);
  const quota = { remaining: null, used: null, last: null };
  const provider = theOddsApi(async (path) => {
    if (path === '/v4/sports') return { body: [{ key, title: league, active: true }], quota };
    if (!path.includes(`/${key}/`)) return { body: [], quota };
    if (path.endsWith('/scores')) {
      const body = games.map((game) => ({
        ...itemOf(key, game),
        completed: 'completed' in game && game.completed === true,
        scores: ('scores' in game && game.scores) || null,
      }));
      return { body, quota };
    }
    const body = games.map((game) => ({ ...itemOf(key, game), bookmakers: booksOf(game) }));
    return { body: path.includes('/events/') ? body.find(({ id }) => path.includes(`/${id}/`)) : body, quota };
  });
  return name === undefined ? provider : { ...provider, name };
};

const book = (market: string, prices: Readonly<Record<string, number>>) => ({
  key: 'book',
  title: 'Book',
  markets: [{ key: market, outcomes: Object.entries(prices).map(([name, price]) => ({ name, price })) }],
});
