import { findEvent } from '#core/events';
import { putObject } from '#core/media';
import { rolePart } from '#core/users';
import { transact } from '#data/transaction';
import { DecideEvent, ListReviews, ListWaitingEvents } from '#schemas/admin';
import { changeEvent } from '../../../test/support/change-event.ts';
import { http, job, queue } from '../doors.ts';
import { at } from '../fixed.ts';
import type { Scenario } from '../scenario.ts';
import { BENCH, bettor, finished, game, later } from '../world.ts';
import { plainGames } from './rows.ts';

const official = { score: { home: 24, away: 20 }, reason: 'Official.' };

/** A game that ended hours ago without a result, and an admin. */
async function silentGame() {
  const as = await bettor('admin', { role: 'admin' });
  const { eventId, startsAt } = await game();
  at(new Date(startsAt.getTime() + 240 * 60_000));
  return { as, eventId };
}

/** The work of admins on games without a result. */
export const RESULTS: readonly Scenario[] = [
  {
    name: "an admin's decision on a game",
    group: 'events',
    of: ['DecideEvent'],
    async prepare() {
      const { as, eventId } = await silentGame();
      await bettor('other');
      return () => http(DecideEvent, { as, params: { eventId }, body: official });
    },
  },
  {
    name: 'the list of reviews, 20 of them',
    group: 'events',
    of: ['ListReviews'],
    async prepare() {
      const as = await bettor('admin', { role: 'admin' });
      const ids = await plainGames(25, -600, 1, { state: 'needs_review', stateVersion: 1 });
      for (const eventId of ids) await queue('update-open-review', { eventId });
      return () => http(ListReviews, { as });
    },
  },
  {
    name: 'a file with the result of one game',
    group: 'events',
    of: ['operator/import-results'],
    async prepare() {
      const { as, eventId } = await silentGame();
      await transact({ role: rolePart(as.userId, 'admin') });
      const file = `eventId,homeScore,awayScore,reason\n${eventId},24,20,Official.`;
      return () => job('operator/import-results', { admin: 'admin', format: 'csv', file });
    },
  },
  {
    name: 'a file in the bucket of results, with the result of one game',
    group: 'events',
    of: ['queues/import-file'],
    async prepare() {
      const { as, eventId } = await silentGame();
      await transact({ role: rolePart(as.userId, 'admin') });
      const bytes = Buffer.from(`eventId,homeScore,awayScore,reason\n${eventId},24,20,Official.`);
      const key = 'incoming/admin/results.csv';
      await putObject({ bucket: 'results', key, bytes, contentType: 'text/csv' });
      return () => queue('import-file', { 'detail-type': 'Object Created', detail: { object: { key } } });
    },
  },
  {
    name: 'the events that wait for a result, 20 of them',
    group: 'events',
    of: ['ListWaitingEvents'],
    async prepare() {
      const as = await bettor('admin', { role: 'admin' });
      const ids = await plainGames(25, -600, 1, { state: 'needs_review', stateVersion: 1 });
      for (const eventId of ids) await queue('update-open-review', { eventId });
      return () => http(ListWaitingEvents, { as, query: { waiting: 'result' } });
    },
  },
  {
    name: 'an event in the list of reviews',
    group: 'events',
    of: ['queues/update-open-review'],
    async prepare() {
      const { eventId } = await game();
      await changeEvent(BENCH, eventId, { state: 'needs_review', reason: 'silence' }, later(520));
      return () => queue('update-open-review', { eventId });
    },
  },
  {
    name: 'an event that leaves the list of reviews',
    group: 'events',
    of: ['queues/update-open-review'],
    async prepare() {
      const one = await game();
      const { eventId } = one;
      await changeEvent(BENCH, eventId, { state: 'needs_review', reason: 'silence' }, later(520));
      await queue('update-open-review', { eventId });
      await finished(one);
      if ((await findEvent(eventId))?.state !== 'final') throw new Error('the game is not over');
      return () => queue('update-open-review', { eventId });
    },
  },
];
