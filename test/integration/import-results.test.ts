import { beforeAll, expect, it } from 'vitest';
import type { User } from '#actor';
import { findEvent } from '#core/events';
import { eventHistory, importResults, RESULT_FORMATS } from '#core/results';
import type { EventId } from '#schemas/common';
import { recordGame, storedGame } from '../support/make/games.ts';
import { bettor } from '../support/make/users.ts';

const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);
let [ann, ben] = [] as unknown as [User, User];
let [football, fight] = [] as unknown as [EventId, EventId];
const fighters = { league: 'ufc', home: 'Ilia Topuria', away: 'Max Holloway', title: null } as const;

beforeAll(async () => {
  [ann, ben] = [await bettor('ann', noon), await bettor('ben', noon)];
  football = await storedGame('nfl', at(-4), { seenAt: at(-100) });
  const game = { ...fighters, provider: 'test', providerGameId: 'fight', startsAt: at(-3).toISOString() };
  fight = await recordGame(game, at(-100));
});

const HEADER = 'eventId,league,home,away,startsAt,homeScore,awayScore,winner,method,endRound,endTime,reason';
const fightRow = (home: string, away: string, startsAt = at(-2)) =>
  `,ufc,${home},${away},${startsAt.toISOString()},1,0,home,ko,3,1:34,Card.`;
const csv = (...rows: string[]) => ({ format: RESULT_FORMATS[0], file: [HEADER, ...rows].join('\n') });
const versions = async (eventId: EventId) => {
  const { results, states, decisions } = await eventHistory(eventId);
  return [results, states, decisions].map(({ length }) => length);
};

it('takes each row as a decision of the admin, leaves bad ones out by line, and changes nothing the second time', async () => {
  const file = csv(
    `${football},,,,,24,20,,,,,Box score.`,
    fightRow('ilia topuria', 'Max Holloway'),
    `${football},,,,,20,24,,,,,Box score.`,
    fightRow('Nobody', 'Max Holloway'),
    fightRow('Max Holloway', 'Ilia Topuria'),
    fightRow('Ilia Topuria', 'Max Holloway', at(-30)),
    `${football},,,,,,,,,,,Box score.`,
    '0190a000-0000-7000-8000-00000000dead,,,,,1,0,,,,,Box score.',
  );
  const first = await importResults(ann, file, noon);
  expect(first).toMatchObject({ recorded: 2, confirmed: 0, unchanged: 0, refused: 6 });
  expect(first.problems.split('\n').map((line) => line.replace(/:.*/, ''))).toEqual(
    [4, 5, 6, 7, 8, 9].map((line) => `line ${line}`),
  );
  expect(await findEvent(fight)).toMatchObject({ state: 'final', result: { home: 1, away: 0 }, decision: { by: ann.userId } });
  const before = [await versions(football), await versions(fight)];
  expect(before).toEqual([
    [1, 1, 1],
    [1, 1, 1],
  ]);
  expect(await importResults(ann, file, at(1))).toMatchObject({ recorded: 0, unchanged: 2, refused: 6 });
  expect([await versions(football), await versions(fight)]).toEqual(before);
});

it('of another admin confirms what stands; a corrected file is a decision of its own', async () => {
  expect(await importResults(ben, csv(`${football},,,,,24,20,,,,,Seen.`), at(2))).toMatchObject({ confirmed: 1 });
  expect(await importResults(ben, csv(`${football},,,,,24,21,,,,,Corrected.`), at(3))).toMatchObject({ recorded: 1 });
  const { results, decisions } = await eventHistory(football);
  expect(results.map(({ away }) => away)).toEqual([20, 21]);
  expect(decisions.map(({ by, reason }) => [by, reason])).toEqual([
    [ann.userId, 'Box score.'],
    [ben.userId, 'Seen.'],
    [ben.userId, 'Corrected.'],
  ]);
});

it('two imports of one file at once record each row once', async () => {
  const eventId = await storedGame('nfl', at(-5), { seenAt: at(-100) });
  const file = csv(`${eventId},,,,,3,0,,,,,Box score.`);
  const both = await Promise.all([importResults(ann, file, noon), importResults(ann, file, noon)]);
  expect(both.map(({ recorded, unchanged }) => recorded + unchanged)).toEqual([1, 1]);
  expect(await versions(eventId)).toEqual([1, 1, 1]);
});

it('of more than 500 rows is refused whole', async () => {
  const rows = Array.from({ length: 501 }, () => `${football},,,,,9,9,,,,,Flood.`);
  await expect(importResults(ann, csv(...rows), noon)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'file' },
  });
});
