import { expect, it } from 'vitest';
import { FILES, type RealGame } from '../../local/provider/games.ts';
import { readTable } from './facts.ts';

/** The replay and the reference keep the same games in files of their own. All that both state of a game is the same. */

const GAMES = FILES.flatMap(({ games }) => games);
const numbers = (text = ''): number[] => text.split(' ').map((part) => (part === 'x' ? 0 : Number(part)));
/** The points by period. Penalties are in no period of the reference. */
const periods = ({ result }: RealGame, side: 'home' | 'away') =>
  (result?.periods ?? []).filter(({ period }) => period !== 'SO').map((one) => one[side]);
/** Of a doubleheader the replay has one game, so that each of its games is one of the reference's. */
const expectEach = (games: readonly (readonly unknown[])[], rows: readonly (readonly unknown[])[]) =>
  expect(rows.map((row) => JSON.stringify(row))).toEqual(expect.arrayContaining(games.map((game) => JSON.stringify(game))));

const teams = readTable<'league' | 'home' | 'away' | 'home_score' | 'away_score' | 'home_parts' | 'away_parts'>('team-games');
it.each(['basketball_nba', 'icehockey_nhl', 'baseball_mlb', 'soccer_germany_dfb_pokal', 'soccer_germany_bundesliga'])(
  'a game of %s has one score, by period and in all',
  (league) => {
    const games = GAMES.filter(({ sport_key }) => sport_key === league);
    expect(games.length).toBeGreaterThanOrEqual(8);
    expectEach(
      games.map((game) => {
        const { home_team, away_team, result } = game;
        return [home_team, away_team, result?.score, periods(game, 'home'), periods(game, 'away')];
      }),
      teams.map((row) => {
        const score = { home: Number(row.home_score), away: Number(row.away_score) };
        return [row.home, row.away, score, numbers(row.home_parts), numbers(row.away_parts)];
      }),
    );
  },
);

it('a match of tennis has one score by set', () => {
  const games = GAMES.filter(({ sport_key, result }) => sport_key === 'tennis_atp_wimbledon' && result?.state !== 'walkover');
  const rows = readTable<'home' | 'away' | 'home_games' | 'away_games' | 'winner'>('tennis-matches');
  expect(games.length).toBeGreaterThanOrEqual(16);
  expectEach(
    games.map((game) => [
      ...[game.home_team, game.away_team, game.result?.facts?.winner],
      ...[periods(game, 'home'), periods(game, 'away')],
    ]),
    rows.map((row) => [row.home, row.away, row.winner, numbers(row.home_games), numbers(row.away_games)]),
  );
});

it('a fight has one winner, the one of the evening where another was named later', () => {
  const games = GAMES.filter(({ sport_key }) => sport_key === 'mma_mixed_martial_arts');
  const rows = readTable<'home' | 'away' | 'winner' | 'first_winner'>('fights');
  expect(games).toHaveLength(rows.length);
  expectEach(
    games.map(({ home_team, away_team, result }) => [home_team, away_team, result?.facts?.winner]),
    rows.map(({ home, away, winner, first_winner }) => [home, away, first_winner || winner]),
  );
});

it('a player of the Masters has one place and one number of strokes', () => {
  const [tournament] = GAMES.filter(({ home_team }) => home_team === null);
  const entries = Object.entries(tournament?.result?.facts?.entries ?? {});
  const rows = readTable<'player' | 'place' | 'strokes' | 'status'>('masters').filter(({ status }) => status === 'finished');
  const finished = entries.filter(([, { position }]) => position !== undefined);
  expect(finished).toHaveLength(rows.length);
  // The sources differ in the capitals of a name.
  expectEach(
    finished.map(([name, { position, score }]) => [name.toLowerCase(), position, score]),
    rows.map(({ player, place, strokes }) => [player.toLowerCase(), Number(place), Number(strokes)]),
  );
});
