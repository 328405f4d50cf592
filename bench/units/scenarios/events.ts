import type { EventUpdate } from '#core/events';
import { sheetOf } from '#core/prices';
import { ingestEvents, ingestScores, type OddsProvider } from '#core/sports-data';
import type { League } from '#schemas/sports';
import type { ProviderGame } from '../../../core/sports-data/odds-provider.ts';
import { changeEvent } from '../../../test/support/change-event.ts';
import { inSeason } from '../../../test/support/make/in-season.ts';
import { job, queue, recordsOf, stream } from '../doors.ts';
import { at, NOW } from '../fixed.ts';
import type { Scenario } from '../scenario.ts';
import { asked } from '../stand-ins.ts';
import { BENCH, game, later, provider } from '../world.ts';
import { plainGames, shownGames } from './rows.ts';

/** A poll of games at an instant, as the schedule starts it. */
const poll = (when: Date, more: Parameters<typeof provider>[1] = undefined, force = false) =>
  ingestEvents(BENCH, { force }, when, asked(provider(when, more)));
const scores = (when: Date) => ingestScores(BENCH, { force: true }, when, asked(provider(when)));

/** A provider that shows these games of the NFL, without prices and scores, and no others. */
const showing = (games: readonly ProviderGame[]): OddsProvider => {
  const reply = <Item>(league: League, items: readonly Item[]) => ({
    items: league === 'nfl' ? items : [],
    setAside: [],
    quota: { remaining: null, used: null, last: null },
  });
  const prices = sheetOf('american', []);
  return asked({
    name: 'the-odds-api',
    ...inSeason('nfl', 'epl'),
    odds: async (league) =>
      reply(
        league,
        games.map((game) => ({ ...game, prices })),
      ),
    further: async (league) => reply(league, []),
    scores: async (league) =>
      reply(
        league,
        games.map((game) => ({ ...game, completed: false, score: null })),
      ),
  });
};

/** Games of the days after tomorrow, which the last polls showed, so that none is due now. */
async function polled(count: number): Promise<OddsProvider> {
  const [from, step] = [30 * 60, 1];
  await plainGames(count, from, step);
  const shows = showing(shownGames(count, from, step));
  for (const [minutes, force] of [
    [-3, true],
    [-2, false],
  ] as const) {
    await ingestEvents(BENCH, { force }, later(minutes), shows);
    await ingestScores(BENCH, { force }, later(minutes), shows);
  }
  return shows;
}

/** The stream's records of a change of one game. */
async function recordsOfChange(update: EventUpdate, when: Date) {
  const { eventId } = await game();
  return recordsOf('event', () => changeEvent(BENCH, eventId, update, when));
}

export const EVENTS: readonly Scenario[] = [
  {
    name: 'a poll of games that is not due',
    group: 'events',
    of: ['schedules/ingest-events'],
    growth: 'games known',
    most: 1_000,
    async prepare(size) {
      const shows = await polled(size);
      return () => ingestEvents(BENCH, { force: false }, NOW, shows);
    },
  },
  {
    name: 'a poll of scores that is not due',
    group: 'events',
    of: ['schedules/ingest-scores'],
    growth: 'games known',
    most: 1_000,
    async prepare(size) {
      const shows = await polled(size);
      return () => ingestScores(BENCH, { force: false }, NOW, shows);
    },
  },
  {
    name: 'a poll that changes nothing, of 16 games in two leagues each',
    group: 'events',
    of: ['schedules/ingest-events'],
    async prepare() {
      await poll(later(-11), undefined, true);
      return () => poll(NOW);
    },
  },
  {
    name: 'a poll that finds a new price for each game',
    group: 'events',
    of: ['schedules/ingest-events'],
    async prepare() {
      await poll(later(-11), undefined, true);
      return () => poll(NOW, (items) => items.map((item) => ({ ...item, prices: { ...item.prices, books: {} } })));
    },
  },
  {
    name: 'a poll that finds all games new',
    group: 'events',
    of: ['schedules/ingest-events'],
    prepare: async () => () => poll(NOW),
  },
  {
    name: 'a poll of scores that changes nothing',
    group: 'events',
    of: ['schedules/ingest-scores'],
    async prepare() {
      await poll(NOW);
      // The clock runs during a poll: what it finds is known a moment later.
      return () => scores(later(1));
    },
  },
  {
    name: 'a poll of scores that finds the result of each game',
    group: 'events',
    of: ['schedules/ingest-scores'],
    async prepare() {
      await poll(NOW);
      const over = later(300 + 30 * 5 + 220);
      return () => scores(over);
    },
  },
  ...Object.entries<[EventUpdate, number]>({
    'a result': [{ score: { home: 24, away: 20 } }, 520],
    'a moved start': [{ startsAt: later(600).toISOString() }, 1],
    'a state that needs review': [{ state: 'needs_review', reason: 'silence' }, 520],
  }).flatMap(([what, [update, minutes]]): Scenario[] => [
    {
      name: `store ${what}`,
      group: 'events',
      of: ['schedules/ingest-scores'],
      async prepare() {
        const { eventId } = await game();
        return () => changeEvent(BENCH, eventId, update, later(minutes));
      },
    },
    {
      name: `the stream: ${what}`,
      group: 'events',
      of: ['requestLockSchedule', 'requestGradingOfEvent', 'requestReviewOfEvent'],
      async prepare() {
        const records = await recordsOfChange(update, later(minutes));
        return () => stream('betting', records);
      },
    },
  ]),
  {
    name: 'the stream: a new game',
    group: 'events',
    of: ['requestLockSchedule'],
    async prepare() {
      const records = await recordsOf('event', () => game());
      return () => stream('betting', records);
    },
  },
  {
    name: 'arrange the lock of a game',
    group: 'events',
    of: ['queues/arrange-lock'],
    async prepare() {
      const { eventId, startsAt } = await game();
      return () => queue('arrange-lock', { eventId, startVersion: 1, startsAt: startsAt.toISOString() });
    },
  },
  {
    name: 'lock a game at its start',
    group: 'events',
    of: ['schedules/lock-event'],
    async prepare() {
      const { eventId, startsAt } = await game();
      at(startsAt);
      return () => job('schedules/lock-event', { eventId });
    },
  },
  {
    name: 'a sweep with nothing due',
    group: 'events',
    of: ['schedules/sweep-locks'],
    growth: 'games of the next days',
    most: 1_000,
    async prepare(size) {
      await plainGames(size, 10, 1);
      return () => job('schedules/sweep-locks');
    },
  },
  {
    name: 'a sweep of games that are due',
    group: 'events',
    of: ['schedules/sweep-locks'],
    growth: 'games graded since',
    most: 1_000,
    async prepare(size) {
      const graded = { state: 'final' as const, lockedVersion: 1, gradingVersion: 1, gradingAt: later(-10).toISOString() };
      await plainGames(size, -24 * 60, 1, graded);
      return () => job('schedules/sweep-locks');
    },
  },
];
