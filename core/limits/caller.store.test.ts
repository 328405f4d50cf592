import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { UpdateCommandInput } from '#document-client';
import { ACTIONS } from '#schemas/actions';
import type { Contract, Limit } from '#schemas/contract';
import { ROUTES } from '#schemas/routes';
import { callerRows, useCallerRows } from '../../test/support/caller-rows.ts';
import { throttled } from '../../test/support/dynamo-calls.ts';
import { callerEntity } from './caller.entity.ts';
import { countCaller } from './caller.store.ts';
import { codeOf } from './caller-rules.ts';
import type { Counter, Limited } from './limit-rules.ts';

const now = new Date('2026-11-23T12:00:30.000Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const subject = 'user#0190a000-0000-7000-8000-000000000001';
const counter = (limit: Limit, rule = 'tier'): Counter => ({ subject, rule, limit });
const MINUTE = counter({ calls: 3, seconds: 60 });
const HOUR = counter({ calls: 5, seconds: 3600 }, 'Follow');
const DAY = counter({ calls: 9, seconds: 86_400 }, 'Follow');

const count = async (counters: readonly Counter[], at = now) => (await countCaller(subject, counters, at)).state;

let updates: UpdateCommandInput[] = [];
const countersIn = () => Object.keys(callerRows.get(subject) ?? {}).filter((name) => name.includes(':'));
const note = async (input: UpdateCommandInput) => void updates.push(input);
beforeEach(() => {
  callerRows.clear();
  updates = [];
  useCallerRows(note);
});

it('a caller keeps its key', () => {
  expect(callerEntity().get({ subject: 'user#Ann' }).params()).toMatchSnapshot();
});

describe('one call', () => {
  it('is one update without a condition, which returns the row', async () => {
    await countCaller(subject, [MINUTE, HOUR, DAY], now);
    expect(updates).toHaveLength(1);
    expect(updates[0]).toMatchObject({ ReturnValues: 'ALL_NEW', Key: { sk: '$caller_1' } });
    expect(updates[0]).not.toHaveProperty('ConditionExpression');
    expect(updates[0]?.UpdateExpression).toMatchSnapshot();
  });
  it('without limits writes nothing', async () => {
    await expect(countCaller(subject, [], now)).resolves.toEqual({ state: undefined, against: {} });
    expect(updates).toEqual([]);
  });
  it('is told the limit with the fewest calls left, and the end of its window', async () => {
    await expect(count([MINUTE, HOUR])).resolves.toEqual({
      allowed: true,
      limit: 3,
      remaining: 2,
      resetSeconds: 30,
    });
  });
  it('keeps the row for two days, longer than any window', async () => {
    await countCaller(subject, [MINUTE], now);
    expect(callerRows.get(subject)?.ttl).toBe(Math.floor(now.getTime() / 1000) + 2 * 86_400);
  });
  it('that a shorter window refuses is taken back from the longer ones, by a second update', async () => {
    for (let i = 0; i < 3; i++) await countCaller(subject, [MINUTE, HOUR, DAY], now);
    updates = [];
    await expect(count([MINUTE, HOUR, DAY])).resolves.toMatchObject({ allowed: false, limit: 3 });
    expect(updates).toHaveLength(2);
    const row = callerRows.get(subject) ?? {};
    expect(countersIn().map((name) => [name.slice(0, 5), row[name]])).toEqual([
      [`${codeOf('tier')}:m`, 4],
      [`${codeOf('Follow')}:h`, 3],
      [`${codeOf('Follow')}:d`, 3],
    ]);
  });
});

describe('windows that are over', () => {
  it('are removed two windows later, in the update of the next call', async () => {
    for (let i = 0; i < 10; i++) await countCaller(subject, [MINUTE], later(60 * i));
    expect(updates).toHaveLength(10);
    expect(countersIn()).toHaveLength(2);
  });
  it('of earlier spells are removed by one more update, once there are more than eight', async () => {
    const spell = (i: number) => later(3600 * i);
    for (let i = 0; i < 9; i++) await countCaller(subject, [MINUTE], spell(i));
    expect([updates.length, countersIn().length]).toEqual([9, 9]);
    await countCaller(subject, [MINUTE], spell(9));
    expect([updates.length, countersIn().length]).toEqual([11, 1]);
  });
});

it('no aligned window accepts more calls than its limit, whatever the calls, their order and their delays', async () => {
  const call = fc.record({ at: fc.nat(400), late: fc.nat(59) });
  const limits = fc.uniqueArray(fc.record({ calls: fc.integer({ min: 0, max: 6 }), seconds: fc.constantFrom(10, 60, 120) }), {
    selector: ({ seconds }) => seconds,
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 120 }), limits, async (calls, all) => {
      callerRows.clear();
      const slowest = Math.min(59, ...all.map(({ seconds }) => seconds - 1));
      const accepted: number[] = [];
      const arriving = calls.map(({ at, late }) => ({ at, arrives: at + (late % (slowest + 1)) }));
      for (const { at } of arriving.toSorted((a, b) => a.arrives - b.arrives)) {
        const state = await count(
          all.map((limit) => counter(limit)),
          new Date(at * 1000),
        );
        if (state?.allowed) accepted.push(at);
      }
      for (const { calls: most, seconds } of all) {
        const byWindow = Map.groupBy(accepted, (at) => Math.floor(at / seconds));
        for (const [, within] of byWindow) expect(within.length).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 300 },
  );
});

it('two aligned windows that touch can accept twice the limit within one length, and no more', async () => {
  const around = [57, 58, 59, 60, 61, 62].flatMap((at) => [at, at]);
  const states = [];
  for (const at of around) states.push(await count([MINUTE], new Date(at * 1000)));
  expect(states.filter((state) => state?.allowed)).toHaveLength(6);
});

describe('a row', () => {
  const contracts: readonly Contract[] = Object.values(ROUTES).flat();
  it('has a code for each rule', () => {
    const rules = new Set([
      'tier',
      ...[...contracts, ...ACTIONS].flatMap(({ name, limits = [] }: Limited) => limits.map(({ over }) => over ?? name)),
    ]);
    expect(new Set([...rules].map(codeOf)).size).toBe(rules.size);
  });
  /** The size by which DynamoDB bills an item: names and values in UTF-8, numbers as 1 byte for each two digits and 1 more. */
  const sizeOf = (row: object) =>
    Object.entries(row).reduce(
      (sum, [name, value]) =>
        sum + name.length + (typeof value === 'number' ? Math.ceil(String(value).length / 2) + 1 : String(value).length),
      0,
    );
  it('stays under 1 KB for a user of every route that needs a session, in spells over three days', async () => {
    const signedIn = contracts.filter(({ access }) => access === 'user');
    const rules = signedIn.map(({ name, limits = [] }) => [
      MINUTE,
      ...limits.filter(({ counts }) => counts !== 'accepted').map((limit) => counter(limit, limit.over ?? name)),
    ]);
    for (let minutes = 0; minutes < 3 * 1440; minutes += 37) {
      for (const counters of rules) await countCaller(subject, counters, later(minutes * 60));
      const key = { pk: `$youbet#subject_${subject}`, sk: '$caller_1' };
      expect(sizeOf({ ...key, ...callerRows.get(subject) })).toBeLessThan(1024);
    }
  });
});

describe('a row that is written too often', () => {
  it('refuses the call, and is not tried again', async () => {
    let tries = 0;
    useCallerRows(async () => {
      tries++;
      throw throttled();
    });
    await expect(count([MINUTE, HOUR])).resolves.toEqual({
      allowed: false,
      limit: 3,
      remaining: 0,
      resetSeconds: 1,
    });
    expect(tries).toBe(1);
  });
  it('is updated again when a transaction held it', async () => {
    let tries = 0;
    useCallerRows(async () => {
      if (++tries < 3) throw new TransactionConflictException({ message: 'held', $metadata: {} });
    });
    await expect(count([MINUTE])).resolves.toMatchObject({ allowed: true, remaining: 2 });
  });
  it('is UNAVAILABLE when transactions hold it for a second', async () => {
    useCallerRows(async () => {
      throw new TransactionConflictException({ message: 'held', $metadata: {} });
    });
    await expect(count([MINUTE])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
  it('that fails otherwise fails the call', async () => {
    useCallerRows(async () => {
      throw new Error('no network');
    });
    await expect(count([MINUTE])).rejects.toThrow('no network');
  });
});
