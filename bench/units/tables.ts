import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Connection, connection } from '#data/connection';
import { newTable } from '../../test/support/new-table.ts';
import { fix } from './fixed.ts';
import type { World } from './scenario.ts';

/** Makes and deletes tables. */
interface Maker {
  make(table: string): Promise<Connection>;
  drop(table: string): Promise<unknown>;
  end(): void;
}

/** Tables of the emulator that the AWS environment names, over core's own client. */
export function onEmulator(): Maker {
  const dynamo = new DynamoDBClient({});
  const { client } = connection();
  return {
    async make(table) {
      await newTable(dynamo, table);
      return { client, table };
    },
    drop: (TableName) => dynamo.send(new DeleteTableCommand({ TableName })),
    end: () => dynamo.destroy(),
  };
}

/** The tables of one run. Core is connected to one of them at a time. */
export class Tables {
  readonly #maker: Maker;
  /** By the name and size of its world. */
  readonly #kept = new Map<string, Connection>();

  constructor(maker: Maker) {
    this.#maker = maker;
  }

  /** Enters an empty table. @returns a function that deletes it */
  async enterEmpty(): Promise<() => Promise<unknown>> {
    const { table } = await this.#made();
    return () => this.#maker.drop(table);
  }

  /** Enters the table of a world, which the first one to come makes. It stays until the end. */
  async enter({ name, make, enter }: World, size: number): Promise<() => Promise<unknown>> {
    const key = `${name} ${size}`;
    const kept = this.#kept.get(key);
    enter(size);
    if (kept) connection.inject(kept);
    else {
      this.#kept.set(key, await this.#made());
      fix(key);
      await make(size);
    }
    return async () => {};
  }

  async #made(): Promise<Connection> {
    const made = await this.#maker.make(`units-${randomUUID()}`);
    connection.inject(made);
    return made;
  }

  async end(): Promise<void> {
    for (const { table } of this.#kept.values()) await this.#maker.drop(table);
    connection.inject(undefined);
    this.#maker.end();
  }
}
