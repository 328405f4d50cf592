import { beforeAll, describe, expect, it } from 'vitest';
import { countCaller, userSubject } from '#core/limits';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { Contract } from '#schemas/contract';
import { PlacePick } from '#schemas/picks';
import { ROUTES } from '#schemas/routes';
import { type DynamoCall, intercept, throttled } from '../support/dynamo-calls.ts';
import { ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { bettor } from '../support/make/users.ts';

const now = new Date('2026-11-23T12:00:30.000Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const MINUTE = { calls: 10, seconds: 60 };
const HOUR = { calls: 25, seconds: 3600 };
const someone = () => userSubject(newId<UserId>(now));
const count = async (subject: string, at = now) => {
  const { state } = await countCaller(
    subject,
    [
      { subject, rule: 'tier', limit: MINUTE },
      { subject, rule: 'Follow', limit: HOUR },
    ],
    at,
  );
  return state;
};

beforeAll(() => {
  process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 1000, freePerMinute: 1000, premiumPerMinute: 1000 });
});

describe('the calls of a caller', () => {
  it('of forty at once are accepted as often as the limit says', async () => {
    const subject = someone();
    const states = await Promise.all(Array.from({ length: 40 }, () => count(subject)));
    expect(states.filter((state) => state?.allowed)).toHaveLength(10);
  });
  it('that the minute refuses do not use up the hour', async () => {
    const subject = someone();
    for (const minute of [0, 1, 2]) await Promise.all(Array.from({ length: 20 }, () => count(subject, later(minute * 60))));
    await expect(count(subject, later(120))).resolves.toMatchObject({ allowed: false, limit: 10 });
    await expect(count(subject, later(180))).resolves.toMatchObject({ allowed: false, limit: 25 });
  });
  it('are not counted again by the SDK when DynamoDB throttles the row', async () => {
    const calls: DynamoCall[] = [];
    const end = intercept(async (call) => {
      calls.push(call);
      throw throttled();
    }, 'wire');
    await expect(count(someone()).finally(end)).resolves.toMatchObject({ allowed: false, resetSeconds: 1 });
    expect(calls).toHaveLength(1);
  });
});

describe('a GET', () => {
  const reads = Object.entries(ROUTES).flatMap(([domain, contracts]) =>
    (contracts as readonly Contract[])
      .filter(({ method }) => method === 'GET')
      .map((route) => ({ name: route.name, domain, route })),
  );
  const isRead = ({ name }: DynamoCall) => /^(Get|BatchGet|Query)/.test(name);

  /** The first page of a reader notes that they read, so that posts are written to them again. */
  const returned = ['$activereader_1', '$feedstate_1', '$feedreturn_1'];
  const OF_A_READER: Readonly<Record<string, readonly string[]>> = { GetFollowing: returned, GetFeed: returned };

  it.each(reads)('$name writes nothing but the count of its caller', async ({ domain, route }) => {
    const ann = await bettor(`ann_${route.name.toLowerCase()}`.slice(0, 20), new Date());
    const { handler } = await import(`../../lambdas/http/${domain}.ts`);
    const params = { handle: 'ann', eventId: newId(now), pickId: newId(now) };
    const inPath = Object.fromEntries(Object.entries(params).filter(([name]) => route.path.includes(`{${name}}`)));
    const calls: DynamoCall[] = [];
    const end = intercept(async (call, send) => {
      calls.push(call);
      return send();
    });
    await ask(handler, route, { as: ann, params: inPath }).finally(end);
    const writes = calls.filter((call) => !isRead(call));
    const rows = writes.flatMap(({ input }) => JSON.stringify(input).match(/(?<="sk":")\$\w+/g) ?? []);
    expect(rows).toEqual(['$caller_1', ...(OF_A_READER[route.name] ?? [])]);
  });
});

describe('the headers of a pick', () => {
  it('tell of the limit that binds: ten accepted picks an hour, and not a hundred calls a minute', async () => {
    const { handler } = await import('../../lambdas/http/picks.ts');
    const [ann, start] = [await bettor('ann_limits', new Date()), new Date(Date.now() + 3_600_000)];
    const place = async (eventId: string) => ask(handler, PlacePick, { as: ann, body: singleBody(eventId) });
    const limitsOf = ({ headers }: Awaited<ReturnType<typeof place>>) =>
      ['limit', 'remaining', 'reset'].map((name) => Number(headers[`ratelimit-${name}`]));
    for (let left = 9; left >= 0; left--) {
      const reply = await place(await storedGame('nfl', start));
      expect([reply.status, ...limitsOf(reply).slice(0, 2)]).toEqual([201, 10, left]);
      if (left !== 5) continue;
      const refused = await place(newId(new Date()));
      expect([refused.status, ...limitsOf(refused).slice(0, 2)]).toEqual([404, 10, 5]);
    }
    const reply = await place(await storedGame('nfl', start));
    const [limit, remaining, reset] = limitsOf(reply);
    expect([reply.status, limit, remaining, reset]).toEqual([429, 10, 0, Number(reply.headers['retry-after'])]);
    expect(reset).toBeGreaterThan(60);
  });
});
