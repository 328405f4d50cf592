import { describe, expect, it } from 'vitest';
import type { Measured } from '../units/measure.ts';
import { amountsOf, dollars, floorOf, type Month, total, verdict } from './bill.ts';
import type { Deployed } from './deployed.ts';
import { deployedIn } from './deployed.ts';

const measured = (name: string, cost: Partial<Measured>): Measured => ({
  name,
  group: 'people',
  size: 0,
  text: '',
  calls: 0,
  trips: 0,
  rru: 0,
  wru: 0,
  index: 0,
  bytes: 0,
  messages: 0,
  requests: 0,
  others: {},
  ...cost,
});
const FIGURES = [
  measured('read', { rru: 2.5, trips: 3, others: { ses: 1, kms: 2 } }),
  measured('write', { wru: 4, index: 1, bytes: 1024, trips: 1, requests: 2, others: { gateway: 2 } }),
  measured('grown', { size: 100, rru: 7 }),
];
const DEPLOYED: Deployed = {
  functions: { 'http/users': 1024, 'queues/q': 512, 'schedules/s': 128, 'triggers/t': 1024 },
  traced: 0,
  alarmMetrics: 3,
  polledQueues: 2,
  keys: 1,
  secrets: 1,
};
const month = (traffic: Month['traffic'], more: Partial<Month> = {}): Month => ({
  traffic,
  metrics: [],
  socketMinutes: 0,
  ...more,
});
const row = (times: number, steps: Month['traffic'][number]['steps'], floor?: Month['traffic'][number]['floor']) => ({
  what: 'x',
  times,
  why: 'y',
  steps,
  ...(floor && { floor }),
});
const of = (traffic: Month['traffic'], deployed: Partial<Deployed> = {}) =>
  amountsOf(month(traffic), FIGURES, { ...DEPLOYED, polledQueues: 0, ...deployed });

describe('the amounts of a month', () => {
  it('of calls over HTTP are units, requests, invocations, their time, their logs', () => {
    const amounts = of([row(1_000, [{ run: 'read', door: 'http/users' }])]);
    expect(amounts).toMatchObject({
      reads: 2_500,
      writes: 0,
      http: 1_000,
      invocations: 1_000,
      mails: 1_000,
      keyCalls: 2_000,
      queues: 0,
      traces: 0,
    });
    expect(amounts.compute).toBeCloseTo((1_000 * (5 + 3 * 5 + 5)) / 1_000);
    expect(amounts.logs).toBeCloseTo(400_000 / 1024 ** 3, 6);
  });
  it('of messages are what sends them and two requests for each batch that takes them', () => {
    const amounts = of([row(100, [{ run: 'write', door: 'queues/q', batch: 10 }])]);
    expect(amounts).toMatchObject({ writes: 500, invocations: 10, queues: 100 * 2 + 10 * 2, socketMessages: 200, http: 0 });
    expect(amounts.compute).toBeCloseTo((10 * (5 + 5 + 5) * 0.5) / 1_000);
    expect(amounts.storage).toBeCloseTo(100 / 1024 ** 2);
    expect(amounts.backup).toBe(amounts.storage);
  });
  it('of a job are one schedule and the figures of its size', () => {
    expect(of([row(10, [{ run: 'grown', size: 100, door: 'schedules/s', share: 2 }])])).toMatchObject({
      reads: 140,
      schedules: 20,
    });
  });
  it('count each trigger beside a call as an invocation', () => {
    const step = { run: 'read', door: 'http/users', also: ['triggers/t', 'triggers/t'] };
    expect(of([row(10, [step])])).toMatchObject({ invocations: 30, http: 10 });
  });
  it('count a trace for each invocation where functions trace', () => {
    expect(of([row(10, [{ run: 'read', door: 'http/users' }])], { traced: 1 }).traces).toBe(10);
  });
  it('without traffic are what stands: polls of queues, alarms, metrics, minutes, secrets', () => {
    const amounts = amountsOf(month([], { metrics: [{ name: 'm', ofHours: 0.5 }], socketMinutes: 9 }), FIGURES, DEPLOYED);
    expect(amounts).toMatchObject({
      queues: 2 * 15 * 43_200,
      alarms: 3,
      metrics: 0.5,
      socketMinutes: 9,
      keys: 1,
      secrets: 1,
      reads: 0,
    });
  });
  it.each([
    ['a scenario', { run: 'gone', door: 'http/users' }],
    ['a size', { run: 'grown', size: 1_000, door: 'http/users' }],
    ['a function', { run: 'read', door: 'http/gone' }],
  ])('refuse %s that is not there', (_, step) => {
    expect(() => of([row(1, [step])])).toThrow('the traffic names');
  });
});

describe('the floor', () => {
  it('writes each fact once, reads each item once, and invokes once for each call', () => {
    const amounts = floorOf(month([row(100, [], { call: 'http', shows: 4, writes: 2, mails: 1 }), row(5, [])]));
    expect(amounts).toMatchObject({
      reads: 200,
      writes: 200,
      http: 100,
      invocations: 100,
      mails: 100,
      queues: 0,
      alarms: 0,
      logs: 0,
    });
    expect(amounts.compute).toBeCloseTo(1);
    expect(amounts.storage).toBeCloseTo(200 / 1024 ** 2);
  });
  it('of a socket is a message and its minutes', () => {
    expect(floorOf(month([row(3, [], { call: 'socket' })], { socketMinutes: 7 }))).toMatchObject({
      socketMessages: 3,
      http: 0,
      socketMinutes: 7,
    });
  });
});

it('dollars are amounts at list prices, and the last line compares them', () => {
  const amounts = floorOf(month([row(1_000_000, [], { call: 'http', shows: 2 })]));
  expect(dollars(amounts, 'reads')).toBeCloseTo(0.125);
  expect(dollars(amounts, 'http')).toBeCloseTo(1);
  expect(total(amounts)).toBeCloseTo(0.125 + 1 + 0.2 + 10_000 * 0.0000133334);
  expect(verdict(30, 10)).toBe('bill $30.00, floor $10.00, ratio 3.00');
});

it('a template costs by its functions, the metrics of its alarms, the queues that are polled, and its secrets', () => {
  const resources = {
    'AWS::Lambda::Function': [
      { Description: 'http/users', MemorySize: 512, TracingConfig: { Mode: 'Active' } },
      { Description: 'queues/q', TracingConfig: { Mode: 'PassThrough' } },
      { Description: 'a helper of the CDK' },
    ],
    'AWS::CloudWatch::Alarm': [
      { MetricName: 'Errors' },
      { Metrics: [{ Expression: 'a/b' }, { MetricStat: {} }, { MetricStat: {} }] },
    ],
    'AWS::Lambda::EventSourceMapping': [{ StartingPosition: 'TRIM_HORIZON' }, {}],
    'AWS::KMS::Key': [{}],
    'AWS::SecretsManager::Secret': [{}],
  };
  const of = (type: string) => (resources[type as keyof typeof resources] ?? []).map((Properties) => ({ Properties }));
  expect(deployedIn(of as never)).toEqual({
    functions: { 'http/users': 512, 'queues/q': 128 },
    traced: 1,
    alarmMetrics: 3,
    polledQueues: 1,
    keys: 1,
    secrets: 1,
  });
});
