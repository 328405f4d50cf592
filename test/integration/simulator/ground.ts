import { afterAll, beforeAll, vi } from 'vitest';
import { vault, vaultOf } from '#platform/vault';
import { gateway } from '../../../core/realtime/gateway.ts';
import { useMemoryKeys } from '../../support/data-keys.ts';
import { intercept } from '../../support/dynamo-calls.ts';
import { takeMessages } from '../../support/sent-messages.ts';
import { faults, lostAnswers, takeFaultily } from './faults.ts';
import { GatewayStandIn } from './gateway-stand-in.ts';
import { installClock, QUEUES } from './run.ts';
import { TableStream } from './table-stream.ts';

/** The ground of every file of simulations: the clock of the run that is going on; queues, sockets and calls of DynamoDB that fail. */
takeMessages(takeFaultily);
gateway.inject(new GatewayStandIn());
vault.inject(Promise.resolve(vaultOf('a secret of the simulator, as long as it takes')));
useMemoryKeys();
Object.assign(process.env, Object.fromEntries(QUEUES.map((name) => [`${name.toUpperCase()}_QUEUE_URL`, name])));

/** Runs that are played at the same time. */
export const AT_ONCE = 12;
/** Milliseconds. */
export const HANGS = 3_600_000;

/** Called once on top of a file. @returns the stream of the tests' table, which is there when the first test begins */
export function simulatedTable(): () => TableStream {
  let table: TableStream | undefined;
  const taken: (() => void)[] = [];
  beforeAll(async () => {
    installClock();
    table = await new TableStream().open();
    taken.push(intercept(faults), intercept(lostAnswers, 'wire'));
    vi.spyOn(console, 'log').mockImplementation(() => {});
  });
  afterAll(() => {
    for (const takeOff of taken) takeOff();
    table?.close();
    vi.restoreAllMocks();
  });
  return () => {
    if (!table) throw new Error('no test has begun');
    return table;
  };
}

/**
 * The seeds of a file's runs: `<NAME>_SEED=17` plays one run again, `<NAME>_RUNS=300` plays more. The same seed brings the same steps,
 * deliveries and faults; what several calls do at the same moment may differ.
 */
export function seedsOf(name: string, runs: number): number[] {
  const { [`${name}_SEED`]: one, [`${name}_RUNS`]: most = runs } = process.env;
  return one === undefined ? Array.from({ length: Number(most) }, (_, i) => i + 1) : [Number(one)];
}
