import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { system, type User } from '#actor';
import { findEvent } from '#core/events';
import { decideBan } from '#core/identity';
import { eventHistory, importFile, importResults, MOST_BYTES, ResultFileArrival } from '#core/results';
import { rolePart } from '#core/users';
import { transact } from '#data/transaction';
import type { EventId } from '#schemas/common';
import { s3 } from '../../core/media/storage.ts';
import { commitClaim } from '../../core/results/claim.store.ts';
import { newBuckets } from '../support/buckets.ts';
import { deaths } from '../support/deaths.ts';
import { diesAt } from '../support/dies-at.ts';
import { storedGame } from '../support/make/games.ts';
import { bettor } from '../support/make/users.ts';

const metrics = vi.hoisted(() => ({ counted: [] as [string, number][] }));
vi.mock('#platform/log', async (original) => ({
  ...(await original<typeof import('#platform/log')>()),
  count: (metric: string, value = 1) => void metrics.counted.push([metric, value]),
}));
beforeEach(() => void metrics.counted.splice(0));
/** The rows that the alarm on refused rows was told of, file by file. */
const refusals = () => metrics.counted.flatMap(([metric, value]) => (metric === 'results.refused' ? [value] : []));

const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);
const HEADER = 'eventId,homeScore,awayScore,reason';
let [ann, ben, mal] = [] as unknown as [User, User, User];

beforeAll(async () => {
  await newBuckets();
  [ann, ben, mal] = [await bettor('ann', noon), await bettor('ben', noon), await bettor('mal', noon)];
  for (const { userId } of [ann, mal]) await transact({ role: rolePart(userId, 'admin') });
  await decideBan(system('ban-user'), { kind: 'ban', scope: 'all', handle: 'mal', reason: 'Tried for a test.' }, noon);
});

const bucket = () => process.env.RESULTS_BUCKET ?? '';
const game = () => storedGame('nfl', at(-5), { seenAt: at(-100) });
const csv = (...rows: string[]) => [HEADER, ...rows].join('\n');
let files = 0;
const put = async (body: string, name = `ann/file-${++files}.csv`) => {
  await s3().send(new PutObjectCommand({ Bucket: bucket(), Key: `incoming/${name}`, Body: body }));
  return name;
};
const arrives = (name: string, now = noon) =>
  importFile(
    ResultFileArrival.parse({ 'detail-type': 'Object Created', detail: { object: { key: `incoming/${name}`, size: 1 } } }),
    now,
  );
const reportOn = async (name: string): Promise<unknown> => {
  const { Body } = await s3().send(new GetObjectCommand({ Bucket: bucket(), Key: `reports/${name}.json` }));
  return JSON.parse((await Body?.transformToString()) ?? '');
};
const reports = async () =>
  ((await s3().send(new ListObjectsV2Command({ Bucket: bucket(), Prefix: 'reports/' }))).Contents ?? []).map(({ Key }) => Key);
const versions = async (eventId: EventId) => {
  const { results, states, decisions } = await eventHistory(eventId);
  return [results, states, decisions].map(({ length }) => length);
};

it('takes a file, reports each row that it leaves out, and changes nothing when the message or the file comes again', async () => {
  const eventId = await game();
  const body = csv(`${eventId},24,20,Box score.`, `${eventId},20,24,Box score.`, 'x,1,0,Box score.');
  const name = await put(body);
  await arrives(name);
  expect(await reportOn(name)).toEqual({
    ...{ file: `incoming/${name}`, takenAt: noon.toISOString(), recorded: 1, confirmed: 0, unchanged: 0, refused: 2 },
    problems: ['line 3: line 2 states the result of this game already', expect.stringMatching(/^line 4: eventId: /)],
  });
  const { decisions } = await eventHistory(eventId);
  expect(decisions).toMatchObject([{ by: ann.userId, reason: 'Box score.', state: 'final' }]);
  expect(refusals()).toEqual([2]);
  const before = await versions(eventId);
  for (const again of [name, await put(body)]) {
    await arrives(again, at(1));
    expect(await reportOn(again)).toMatchObject({ recorded: 0, unchanged: 1, refused: 2 });
  }
  expect(await versions(eventId)).toEqual(before);
  expect(refusals()).toEqual([2, 2, 2]);
});

it('takes NDJSON, and several files at once', async () => {
  const games = await Promise.all([game(), game(), game()]);
  const names = await Promise.all(
    games.map((eventId, i) =>
      put(JSON.stringify({ eventId, score: { home: i, away: 9 }, reason: 'Official.' }), `ann/at-once-${i}.ndjson`),
    ),
  );
  // Each message twice, as the queue may deliver it.
  await Promise.all([...names, ...names].map((name) => arrives(name)));
  for (const [i, eventId] of games.entries()) {
    expect(await findEvent(eventId)).toMatchObject({ state: 'final', result: { home: i, away: 9 } });
    expect(await versions(eventId)).toEqual([1, 1, 1]);
  }
  expect(refusals()).toEqual([]);
});

it('a process that dies at any call leaves work that the next delivery finishes, with each row once', async () => {
  for (const k of deaths(5)) {
    const games = await Promise.all([game(), game(), game()]);
    const name = await put(csv(...games.map((eventId, i) => `${eventId},${i},7,Official.`)));
    const died = await diesAt(k, () => arrives(name));
    if (died) await arrives(name, at(1));
    for (const eventId of games) expect(await versions(eventId)).toEqual([1, 1, 1]);
    expect(await reportOn(name)).toMatchObject({ refused: 0, problems: [] });
    if (!died) break;
  }
});

it('does not undo what another admin decided after the file was written, however late its message comes', async () => {
  const eventId = await game();
  const row = (score: string) => csv(`${eventId},${score},Official.`);
  await importResults(ann, { format: 'csv', file: row('24,20'), knownAt: at(1) }, at(1));
  await importResults(ben, { format: 'csv', file: row('20,24') }, at(2));
  const late = await importResults(ann, { format: 'csv', file: row('24,20'), knownAt: at(1) }, at(3));
  expect(late).toMatchObject({ refused: 1, problems: expect.stringContaining('Another admin has just decided') });
  expect(await findEvent(eventId)).toMatchObject({ result: { home: 20, away: 24 }, decision: { by: ben.userId } });
  // The admin knows of it now.
  expect(await importResults(ann, { format: 'csv', file: row('24,20'), knownAt: at(4) }, at(5))).toMatchObject({ recorded: 1 });
});

it('leaves a claim open that the provider made after the file was written', async () => {
  const eventId = await game();
  const file = { format: 'csv', file: csv(`${eventId},24,20,Official.`), knownAt: at(1) } as const;
  await importResults(ann, file, at(1));
  const event = await findEvent(eventId);
  if (!event) throw new Error('no event');
  expect(await commitClaim(event, { score: { home: 23, away: 20 }, contentHash: 'a-claim' }, 'test', at(2))).toBe(true);
  expect(await importResults(ann, file, at(3))).toMatchObject({ unchanged: 1, recorded: 0 });
  expect(await findEvent(eventId)).toMatchObject({ disputedHash: 'a-claim' });
  expect(await importResults(ann, { ...file, knownAt: at(4) }, at(5))).toMatchObject({ recorded: 1 });
  expect(await findEvent(eventId)).toMatchObject({ disputedHash: null });
});

it.each<[string, string, () => string, RegExp]>([
  ['of a person who is no admin', 'ben/results.csv', () => csv(), /ben is no admin/],
  ['of an admin who is banned', 'mal/results.csv', () => csv(), /mal may not sign in/],
  ['of nobody', 'nobody/results.csv', () => csv(), /No such user/],
  ['of another kind', 'ann/results.xlsx', () => 'PK', /The name of a file is/],
  ['that lies in no folder', 'results.csv', () => csv(), /The name of a file is/],
  ['below a folder of the admin', 'ann/2026/results.csv', () => csv(), /The name of a file is/],
  ['that is too large', 'ann/large.csv', () => 'x'.repeat(MOST_BYTES + 1), /at most 1000000 bytes, and this one has 1000001/],
  ['with too many rows', 'ann/many.csv', () => csv(...Array.from({ length: 501 }, () => 'x,1,0,Flood.')), /at most 500 rows/],
  ['without a header', 'ann/empty.csv', () => '', /no header/],
  ['that is no text', 'ann/bytes.csv', () => '\u0000\u0001"\u0002', /unknown or repeated columns/],
])('a file %s is refused whole, in its report', async (_, name, body, problem) => {
  await put(body(), name);
  await arrives(name);
  expect(await reportOn(name)).toMatchObject({ recorded: 0, refused: 1, problems: [expect.stringMatching(problem)] });
  expect(refusals()).toEqual([1]);
});

it('a file with the longest name that S3 takes has its report', async () => {
  const name = await put(csv(), `${'x'.repeat(1_024 - 'incoming/'.length)}`);
  await arrives(name);
  expect(await reportOn(name.slice(0, 900 - 'incoming/'.length))).toMatchObject({ refused: 1 });
});

it('a folder, and a file that is gone, are no work', async () => {
  const before = await reports();
  await put('', 'ann/');
  await arrives('ann/');
  await arrives('ann/gone.csv');
  expect(await reports()).toEqual(before);
});
