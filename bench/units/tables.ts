import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { connection } from '#data/connection';
import { newTable } from '../../test/support/new-table.ts';
import { fix } from './fixed.ts';
import type { World } from './scenario.ts';

/** The tables of one run. Core is connected to one of them at a time. */
export class Tables {
  readonly #dynamo = new DynamoDBClient({});
  /** Core's own client. */
  readonly #client = connection().client;
  /** By the name and size of its world. */
  readonly #kept = new Map<string, string>();

  /** Enters an empty table. @returns a function that deletes it */
  async enterEmpty(): Promise<() => Promise<void>> {
    const table = await this.#made();
    return () => this.#drop(table);
  }

  /** Enters the table of a world, which the first one to come makes. It stays until the end. */
  async enter({ name, make, enter }: World, size: number): Promise<() => Promise<void>> {
    const key = `${name} ${size}`;
    const table = this.#kept.get(key);
    enter(size);
    if (table !== undefined) connection.inject({ client: this.#client, table });
    else {
      this.#kept.set(key, await this.#made());
      fix(key);
      await make(size);
    }
    return async () => {};
  }

  async #made(): Promise<string> {
    const table = `units-${randomUUID()}`;
    await newTable(this.#dynamo, table);
    connection.inject({ client: this.#client, table });
    return table;
  }

  async #drop(TableName: string): Promise<void> {
    await this.#dynamo.send(new DeleteTableCommand({ TableName }));
  }

  async end(): Promise<void> {
    for (const table of this.#kept.values()) await this.#drop(table);
    connection.inject(undefined);
    this.#dynamo.destroy();
  }
}
