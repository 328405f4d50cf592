import { ingestEvents } from '#core/sports-data';
import { GetEvent, ListEvents, ListSports } from '#schemas/events';
import { http } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { asked } from '../stand-ins.ts';
import { BENCH, bettor, GAMES, game, games, later, provider, tournament, visited } from '../world.ts';
import { plainGames } from './rows.ts';

const SHEETS = ['main', 'alternate', 'players'] as const;

/** Reads of games, and of the leagues that they are of. */
export const EVENT_LISTS: readonly Scenario[] = [
  {
    name: 'a day of 16 games',
    group: 'events',
    of: ['ListEvents'],
    async prepare() {
      await games(GAMES);
      const as = await bettor();
      return () => http(ListEvents, { as, query: { sport: 'nfl' } });
    },
  },
  {
    name: 'a page of 20 games over all leagues',
    group: 'events',
    of: ['ListEvents'],
    growth: 'games of the day',
    most: 1_000,
    async prepare(size) {
      await plainGames(size, 60, 0.1);
      const as = await bettor();
      return () => http(ListEvents, { as });
    },
  },
  {
    name: 'the sports and leagues',
    group: 'events',
    of: ['ListSports'],
    async prepare() {
      await ingestEvents(BENCH, { force: true }, later(-11), asked(provider(later(-11))));
      await visited();
      return () => http(ListSports, {});
    },
  },
  {
    name: 'one game with all its prices',
    group: 'events',
    of: ['GetEvent'],
    async prepare() {
      const { eventId } = await game(SHEETS);
      const as = await bettor();
      return () => http(GetEvent, { as, params: { eventId } });
    },
  },
  {
    name: 'a list with a tournament of 156 at 20 books',
    group: 'events',
    of: ['ListEvents'],
    async prepare() {
      await tournament();
      const as = await bettor();
      return () => http(ListEvents, { as, query: { sport: 'golf' } });
    },
  },
  {
    name: 'one tournament of 156 at 20 books',
    group: 'events',
    of: ['GetEvent'],
    async prepare() {
      const { eventId } = await tournament();
      const as = await bettor();
      return () => http(GetEvent, { as, params: { eventId } });
    },
  },
];
