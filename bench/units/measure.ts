import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { connection } from '#data/connection';
import { signCursor } from '#data/cursor';
import { newTable } from '../../test/support/new-table.ts';
import { callsText } from './call-text.ts';
import { fix, release } from './fixed.ts';
import { type Cost, Meter } from './meter.ts';
import { type Scenario, SIZES } from './scenario.ts';
import { countWith, standIn, takeSent } from './stand-ins.ts';

/** A scenario's cost, with its calls in words. `size` is 0 for a scenario without growth. */
export interface Measured extends Pick<Scenario, 'name' | 'group' | 'growth'>, Cost {
  readonly size: number;
  readonly text: string;
}

/** Measures scenarios on the emulator that the AWS environment names, each on a table of its own. */
export async function measureAll(scenarios: readonly Scenario[]): Promise<Measured[]> {
  const dynamo = new DynamoDBClient({});
  const client = DynamoDBDocumentClient.from(dynamo, { marshallOptions: { removeUndefinedValues: true } });
  standIn();
  const all: Measured[] = [];
  try {
    for (const scenario of scenarios) {
      const sizes = scenario.growth === undefined ? [0] : SIZES.filter((size) => size <= (scenario.most ?? size));
      for (const size of sizes) all.push(await measureOne(scenario, size, dynamo, client));
    }
    return all;
  } finally {
    connection.inject(undefined);
    dynamo.destroy();
  }
}

async function measureOne(
  { name, group, growth, prepare }: Scenario,
  size: number,
  dynamo: DynamoDBClient,
  client: DynamoDBDocumentClient,
): Promise<Measured> {
  const table = `units-${randomUUID()}`;
  await newTable(dynamo, table);
  connection.inject({ client, table });
  fix(`${name} ${size}`);
  let cost: Cost | null = null;
  try {
    // A process reads the key of cursors once.
    await signCursor('', '');
    const run = await prepare(size);
    takeSent();
    const meter = new Meter();
    const end = meter.start();
    countWith(meter);
    await run().finally(() => {
      countWith(null);
      cost = end();
    });
    return { name, group, ...(growth && { growth }), size, ...(cost as unknown as Cost), text: callsText(meter.texts) };
  } catch (error) {
    throw new Error(`${name} (${size}): ${(error as Error).message}`, { cause: error });
  } finally {
    release();
    await dynamo.send(new DeleteTableCommand({ TableName: table }));
  }
}
