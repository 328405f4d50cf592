import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { DomainError } from '#errors';
import { connection } from './connection.ts';

/** `part({ pick: pickEntity() }, ({ pick }) => [pick.create(item).commit()])`: builds what goes into a transact(). */
export { createWriteTransaction as part } from 'electrodb';

/**
 * A part of a transaction, of one item or more. A store builds it with `part`, a use case puts parts of several domains into one
 * transact(), and no domain sees another's keys.
 */
export interface Part {
  params(): { TransactItems: object[] };
}

/** How long all attempts of one write get together, in milliseconds. */
const PATIENCE = 1_000;
/** When the patience that begins now is at its end. */
export const patience = (): number => performance.now() + PATIENCE;
const RETRYABLE: ReadonlySet<string> = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * All or nothing. Neighbours that touch the same item cancel each other with TransactionConflict, which the SDK does not retry: here it
 * is retried with full jitter while `PATIENCE` lasts. At most 100 items; each costs two write units per KB (a check too).
 * @param parts named, so that the caller can say which condition refused; null for one that is not needed this time
 * @param until by when it must be taken, on the clock of performance.now(): for a caller whose attempts have one patience together
 * @returns the names whose condition failed; an empty set when everything was written
 * @throws UNAVAILABLE when conflicts or throttling outlast our patience; nothing was written then
 */
export async function transact<Name extends string>(
  parts: Readonly<Record<Name, Part | null>>,
  until = patience(),
): Promise<ReadonlySet<Name>> {
  const items = (Object.entries<Part | null>(parts) as [Name, Part | null][]).flatMap(
    ([name, part]) => part?.params().TransactItems.map((item) => ({ name, item: strip(item) })) ?? [],
  );
  for (let attempt = 0; ; attempt++) {
    try {
      await connection().client.send(new TransactWriteCommand({ TransactItems: items.map(({ item }) => item) }));
      return new Set();
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = items.map((_, i) => error.CancellationReasons?.[i]?.Code ?? 'None');
      const refused = items.filter((_, i) => codes[i] === 'ConditionalCheckFailed').map(({ name }) => name);
      if (refused.length > 0) return new Set(refused);
      if (!codes.some((code) => RETRYABLE.has(code))) throw error;
      const pause = Math.random() * Math.min(25 * 2 ** attempt, 200);
      if (performance.now() + pause > until) {
        throw tooBusy();
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** The refusal of a write that lost to others for too long. */
export const tooBusy = (): DomainError =>
  new DomainError('UNAVAILABLE', 'Too busy to save this right now. Nothing was written; please try again.');

/** ElectroDB marks its items with a symbol key; the rest is DynamoDB's own shape. */
const strip = (item: object) =>
  Object.fromEntries(Object.entries(item)) as NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** @returns whether one conditional write happened; every other failure is thrown on, for the caller's retry or queue. */
export async function written(go: Promise<unknown>): Promise<boolean> {
  try {
    await go;
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** ElectroDB wraps what the SDK throws. */
const isConditionFailure = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException ||
  (error as { cause?: unknown }).cause instanceof ConditionalCheckFailedException;
