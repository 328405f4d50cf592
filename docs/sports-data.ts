import { SPORT_ROWS } from '../schemas/leagues.ts';
import { LEAGUE_NAMES, leagueRow } from '../schemas/sports.ts';
import { printedFile, table } from './printed.ts';

/** The generated table of docs/sports-data.md. */

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
        SCORES[SPORT_ROWS[sport].score],
        endsLevel ? 'yes' : 'no',
        signs.join(', or ') || 'never',
        `${overdue} h`,
      ];
    }),
  );

export const FILES = [printedFile('sports-data.md', { leagues })];
