import type { Context, DynamoDBRecord } from 'aws-lambda';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { system } from '#actor';
import { pickById, placePick } from '#core/picks';
import { getUserStats } from '#core/stats';
import { PlacePick } from '#schemas/picks';
import { settlePick } from '../../core/settlement/settle-pick.ts';
import { handler as projectBetting } from '../../lambdas/streams/project-betting.ts';
import { changeEvent } from '../support/change-event.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { takeMessages } from '../support/sent-messages.ts';
import { isOf, StreamTail } from '../support/stream-tail.ts';

/** Queues that take nothing now, and what the others took. A pick's result is sent twice to `standard`: to its sockets, and to be told. */
const queues = { broken: new Set<string>(), taken: new Map<string, object[]>() };
takeMessages((url, messages) => {
  if (queues.broken.has(url)) throw new Error(`${url} takes nothing`);
  queues.taken.set(url, [...(queues.taken.get(url) ?? []), ...messages]);
});
const QUEUES = ['starts', 'grading', 'reviews', 'critical', 'standard', 'low', 'feed_fanout'];
Object.assign(process.env, Object.fromEntries(QUEUES.map((name) => [`${name.toUpperCase()}_QUEUE_URL`, name])));

const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const tail = new StreamTail();
const betting = ['event', 'pick', 'outcome'];

beforeAll(async () => {
  await tail.open();
  return () => tail.close();
});
beforeEach(() => {
  queues.broken.clear();
  queues.taken.clear();
});

/** One bettor's pick that is placed, graded as won and so counted once. @returns its author's handle and the records of all that */
async function won(handle: string): Promise<readonly [handle: string, records: DynamoDBRecord[]]> {
  const [who, eventId] = [await bettor(handle, noon), await storedGame('nfl', at(60))];
  const { id } = await placePick(who, PlacePick.body.parse(singleBody(eventId)), undefined, noon);
  await changeEvent(system('ingest-scores'), eventId, { score: { home: 24, away: 20 } }, at(200));
  const pick = await pickById(id);
  if (pick) await settlePick(pick, new Map(), at(201));
  return [handle, (await tail.next()).filter((record) => isOf(record, betting))];
}
const project = async (Records: DynamoDBRecord[]) =>
  (await projectBetting({ Records }, { awsRequestId: 'test' } as Context)).batchItemFailures.map(
    ({ itemIdentifier }) => itemIdentifier,
  );
const recordOf = async (handle: string) => {
  const { wins, placed } = await getUserStats(anyone, handle, { timeframe: 'all' }, at(300));
  return { wins, placed };
};
const MESSAGES: Readonly<Record<string, number>> = { standard: 2, starts: 1, grading: 1, feed_fanout: 1 };
const sent = () => Object.fromEntries(QUEUES.map((name) => [name, queues.taken.get(name)?.length ?? 0]));

describe('the betting reader', () => {
  it('sends one message for each slow consequence, and counts', async () => {
    const [handle, records] = await won('ann');
    expect(await project(records)).toEqual([]);
    expect(await recordOf(handle)).toEqual({ wins: 1, placed: 1 });
    expect(sent()).toEqual({ reviews: 0, critical: 0, low: 0, ...MESSAGES });
  });

  it.each([['standard'], ['starts'], ['grading'], ['feed_fanout'], ['standard', 'starts', 'grading']])(
    'counts and sends all else while %s takes nothing, and only that when it does again',
    async (...broken) => {
      const [handle, records] = await won(`b_${broken.join('_')}`.slice(0, 20));
      for (const name of broken) queues.broken.add(name);
      expect(await project(records)).toHaveLength(1);
      expect(await recordOf(handle)).toEqual({ wins: 1, placed: 1 });
      const others = Object.keys(MESSAGES).filter((name) => !broken.includes(name));
      for (const name of others) expect(sent()[name]).toBe(MESSAGES[name]);
      for (const name of broken) expect(sent()[name]).toBe(0);

      queues.broken.clear();
      expect(await project(records)).toEqual([]);
      expect(await recordOf(handle)).toEqual({ wins: 1, placed: 1 });
      for (const name of broken) expect(sent()[name]).toBe(MESSAGES[name]);
    },
  );

  it('counts a batch that comes after one that failed', async () => {
    queues.broken.add('standard');
    const [, first] = await won('cas');
    const [handle, second] = await won('dee');
    expect(await project(first)).toHaveLength(1);
    expect(await project(second)).toHaveLength(1);
    expect(await recordOf(handle)).toEqual({ wins: 1, placed: 1 });
  });
});
