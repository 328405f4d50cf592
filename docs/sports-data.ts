import { PROVIDER_LEAGUES } from '../core/sports-data/the-odds-api/leagues.ts';
import { PROVIDER_PLAYER_MARKETS } from '../core/sports-data/the-odds-api/protocol.ts';
import { theOddsApi } from '../core/sports-data/the-odds-api/the-odds-api.ts';
import { SPORT_ROWS } from '../schemas/leagues.ts';
import { LEAGUE_NAMES, leagueRow } from '../schemas/sports.ts';
import { printedFile, table } from './printed.ts';

/** The generated tables of docs/sports-data.md. */

const SCORES = {
  with_overtime: 'with overtime',
  regulation: 'of regulation time',
  sets: 'in sets',
  none: 'none: the winner by name',
} as const;

const leagues = () =>
  table(
    ['League', 'Sport', 'Zone', 'Score', 'Can end level', 'May contain extra time', 'Overdue'],
    LEAGUE_NAMES.map((league) => {
      const { sport, zone, endsLevel, extraTime, overdue } = leagueRow(league);
      const signs = [
        ...(extraTime?.minutes === undefined ? [] : [`after ${extraTime.minutes} min`]),
        ...(extraTime?.margins === undefined ? [] : [`with a margin of ${extraTime.margins.join(', ')}`]),
      ];
      return [
        `\`${league}\``,
        sport,
        zone,
        SPORT_ROWS[sport].competitors === 'field' ? 'none: the places of a field' : SCORES[SPORT_ROWS[sport].score],
        endsLevel ? 'yes' : 'no',
        signs.join(', or ') || 'never',
        `${overdue} h`,
      ];
    }),
  );

const nobody = theOddsApi(() => Promise.reject(new Error('a table asks nobody')));

/** The requests of each league, and the credits of a poll; of a tour for each tournament. */
const asked = () =>
  table(
    ['League', "The provider's key", 'Books', 'Main markets', 'Odds', 'Scores', 'Further lines of a game'],
    LEAGUE_NAMES.map((league) => {
      const { key, isTour, regions, format, main } = PROVIDER_LEAGUES[league];
      const credits = nobody.credits(league, [{ league, key, title: league }]);
      const { scores, further } = nobody.covers(league);
      return [
        `\`${league}\``,
        `\`${key}${isTour ? '...' : ''}\``,
        `\`${regions}\`, ${format}`,
        main.join(', '),
        String(credits.odds),
        scores ? String(credits.scores) : 'none',
        further ? `at most ${credits.further}` : 'none',
      ];
    }),
  );

const players = () => {
  const rows = LEAGUE_NAMES.flatMap((league) =>
    (PROVIDER_LEAGUES[league].further?.players.markets ?? []).map((key) => [leagueRow(league).sport, key] as const),
  );
  const sports = Map.groupBy(rows, ([, key]) => key);
  return table(
    ["The provider's market", '`market`', '`stat`', 'Sports'],
    [...sports].map(([key, of]) => {
      const { market, stat } = PROVIDER_PLAYER_MARKETS[key];
      return [`\`${key}\``, `\`${market}\``, `\`${stat}\``, [...new Set(of.map(([sport]) => sport))].join(', ')];
    }),
  );
};

export const FILES = [printedFile('sports-data.md', { leagues, asked, players })];
