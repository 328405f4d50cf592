import { afterEach, expect, it, vi } from 'vitest';

const printed: string[] = [];
vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
  printed.length = 0;
});

it('count() prints a metric in the namespace of the environment', async () => {
  vi.stubEnv('METRICS_NAMESPACE', 'YouBet/staging');
  const { count } = await import('./log.ts');
  count('pick.placed', 2, { kind: 'single' });
  expect(printed.every((line) => line.endsWith('}\n'))).toBe(true);
  expect(printed.map((line) => JSON.parse(line))).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          { Namespace: 'YouBet/staging', Dimensions: [['kind']], Metrics: [{ Name: 'pick.placed', Unit: 'Count' }] },
        ],
      },
      kind: 'single',
      'pick.placed': 2,
    },
  ]);
});

it('took() prints the milliseconds since an instant', async () => {
  vi.stubEnv('METRICS_NAMESPACE', 'YouBet/staging');
  const { took } = await import('./log.ts');
  took('message.posted', new Date(Date.now() - 40), { sockets: 'upTo50' });
  const [line] = printed.map((text) => JSON.parse(text));
  expect(line).toMatchObject({
    _aws: { CloudWatchMetrics: [{ Dimensions: [['sockets']], Metrics: [{ Name: 'message.posted', Unit: 'Milliseconds' }] }] },
    sockets: 'upTo50',
  });
  expect(line['message.posted']).toBeGreaterThanOrEqual(40);
  expect(line['message.posted']).toBeLessThan(10_000);
});

it('count() prints nothing outside a deployed function', async () => {
  vi.stubEnv('METRICS_NAMESPACE', '');
  const { count } = await import('./log.ts');
  count('pick.placed');
  expect(printed).toEqual([]);
});
