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

/** A score in the protocol's own form. */
export const scoresOf = (points: Readonly<Record<string, number>>) =>
  Object.entries(points).map(([name, score]) => ({ name, score: String(score) }));

/** The provider's key of a league; of a tour that of one tournament. */
const keyOf = (league: League): string => {
  const { key, isTour } = PROVIDER_LEAGUES[league];
  return isTour ? `${key}open` : key;
};

const itemOf = (key: string, { id, home, away, startsAt }: ReplyGame) => ({
  id,
  sport_key: key,
  commence_time: startsAt.toISOString(),
  home_team: home,
  away_team: away,
});

/** A provider that shows these games of a league in odds and in scores, and none of any other league. */
export const replying = (games: readonly ReplyGame[], name?: string, league: League = 'nfl'): OddsProvider => {
  const key = keyOf(league);
  const quota = { remaining: null, used: null, last: null };
  const provider = theOddsApi(async (path) => {
    if (path === '/v4/sports') return { body: [{ key, title: league, active: true }], quota };
    if (!path.includes(`/${key}/`)) return { body: [], quota };
    if (path.endsWith('/scores')) {
      const body = games.map((game) => ({
        ...itemOf(key, game),
        completed: game.completed ?? false,
        scores: game.scores ?? null,
      }));
      return { body, quota };
    }
    const body = games.map((game) => ({ ...itemOf(key, game), bookmakers: game.moneyline ? [book(game.moneyline)] : [] }));
    return { body: path.includes('/events/') ? body.find(({ id }) => path.includes(`/${id}/`)) : body, quota };
  });
  return name === undefined ? provider : { ...provider, name };
};

const book = (moneyline: Readonly<Record<string, number>>) => ({
  key: 'book',
  title: 'Book',
  markets: [{ key: 'h2h', outcomes: Object.entries(moneyline).map(([team, price]) => ({ name: team, price })) }],
});
