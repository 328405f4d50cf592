import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '#document-client';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import { connection } from './connection.ts';

/** Builds a part of a transact(): `part({ pick: pickEntity() }, ({ pick }) => [pick.create(item).commit()])`. */
export { createWriteTransaction as part } from 'electrodb';

/**
 * Items of a transaction that one domain writes. A store builds it with part(); a use case puts parts of several domains into one
 * transact(), and no domain sees another's keys.
 */
export interface Part {
  params(): { TransactItems: object[] };
}

/** Milliseconds that all attempts of one write have together. */
const TIME_TO_WRITE = 1_000;
/** @returns the deadline of a write that begins now, on the clock of performance.now() */
export const deadline = (): number => performance.now() + TIME_TO_WRITE;
const RETRYABLE: ReadonlySet<string> = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * Writes all parts or none. Transactions that touch the same item cancel each other with TransactionConflict, which the SDK does not retry:
 * it is retried here until the deadline. At most 100 items; each costs two write units per KB (a check too).
 * @param parts by a name, by which the caller learns which condition failed; null for one that is not needed this time
 * @param until deadline() of the caller, where several transactions share one
 * @returns the names whose condition failed; an empty set when everything was written
 * @throws UNAVAILABLE when conflicts or throttling outlast the deadline; nothing was written then
 */
export async function transact<Name extends string>(
  parts: Readonly<Record<Name, Part | null>>,
  until = deadline(),
): Promise<ReadonlySet<Name>> {
  const items = (Object.entries<Part | null>(parts) as [Name, Part | null][]).flatMap(
    ([name, part]) => part?.params().TransactItems.map((item) => ({ name, item: strip(item) })) ?? [],
  );
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    try {
      await connection().client.send(new TransactWriteCommand({ TransactItems: items.map(({ item }) => item) }));
      return new Set();
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = items.map((_, i) => error.CancellationReasons?.[i]?.Code ?? 'None');
      const refused = items.filter((_, i) => codes[i] === 'ConditionalCheckFailed').map(({ name }) => name);
      if (refused.length > 0) return new Set(refused);
      if (!codes.some((code) => RETRYABLE.has(code))) throw error;
    }
  }
  throw tooBusy();
}

/** The refusal of a write that conflicted with others until its deadline. */
export const tooBusy = (): DomainError =>
  new DomainError('UNAVAILABLE', 'Too busy to save this right now. Nothing was written; please try again.');

/** Removes the symbol key with which ElectroDB marks its items. The rest is DynamoDB's own shape. */
const strip = (item: object) =>
  Object.fromEntries(Object.entries(item)) as NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * Waits for one conditional write.
 * @returns true when it was written; false when its condition failed @throws every other failure
 */
export const conditionHeld = async (write: Promise<unknown>): Promise<boolean> =>
  (await replyIfHeld(write.then(() => true))) ?? false;

/**
 * Waits for one conditional write whose reply is needed.
 * @returns the reply; null when its condition failed @throws every other failure
 */
export async function replyIfHeld<T>(write: Promise<T>): Promise<T | null> {
  try {
    return await write;
  } catch (error) {
    if (isConditionFailure(error)) return null;
    throw error;
  }
}

/** ElectroDB wraps the SDK's error as `cause`. */
const isConditionFailure = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException ||
  (error as { cause?: unknown }).cause instanceof ConditionalCheckFailedException;
