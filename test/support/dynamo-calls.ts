import { ProvisionedThroughputExceededException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { connection } from '#data/connection';

/** One call of DynamoDB, as core makes it: `TransactWriteItemsCommand`, and its input in plain values. */
export interface DynamoCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Makes the call, perhaps with another input. Its promise holds the reply in plain values under `output`. */
export type Send = (input?: object) => Promise<{ output: Record<string, unknown> }>;

/** Stands between core and the SDK. It may pass a call on, change it, fail it before or after, or answer in its place. */
export type Interceptor = (call: DynamoCall, send: Send) => Promise<{ output: Record<string, unknown> }>;

type Next = (args: { input: object }) => Promise<never>;
interface Context {
  readonly commandName?: string;
}

/**
 * Puts an interceptor around every call of this process' one client.
 * @param where `outside` of the SDK's own retries, so that what it throws is what core sees; or on the `wire`, so that the SDK tries again
 * @returns what takes it off
 */
export function intercept(interceptor: Interceptor, where: 'outside' | 'wire' = 'outside'): () => void {
  const name = crypto.randomUUID();
  const around = ((next: Next, context: Context) => (args: { input: object }) =>
    interceptor({ name: context.commandName ?? '', input: args.input as DynamoCall['input'] }, (input = args.input) =>
      next({ ...args, input }),
    )) as never;
  const { client } = connection();
  if (where === 'outside') client.middlewareStack.add(around, { step: 'initialize', priority: 'high', name });
  else client.middlewareStack.add(around, { step: 'deserialize', priority: 'high', name });
  return () => client.middlewareStack.remove(name);
}

/** The reply of DynamoDB when a neighbour's transaction holds one of the items: nothing was written. */
export const conflict = (items: number, at: number): Error => cancelled(items, at, 'TransactionConflict');

/** The reply of DynamoDB when the condition of one of the items fails: nothing was written. */
export const conditionFailed = (items: number, at: number): Error => cancelled(items, at, 'ConditionalCheckFailed');

function cancelled(items: number, at: number, code: string): Error {
  const CancellationReasons = Array.from({ length: items }, (_, i) => ({ Code: i === at ? code : 'None' }));
  return new TransactionCanceledException({ message: 'Transaction cancelled', $metadata: {}, CancellationReasons });
}

/** The error that the SDK throws after its last attempt. */
export const throttled = (): Error =>
  new ProvisionedThroughputExceededException({ message: 'Slow down', $metadata: { httpStatusCode: 400, attempts: 3 } });

/** The connection broke: before the request arrived, or before its answer did; the caller cannot tell which. */
export const broken = (): Error => Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });

/** Runs `work` until its call number `at` of the table was made. @returns true when it made as many, so that it died */
export async function stoppedAfter(at: number, work: () => Promise<unknown>): Promise<boolean> {
  let calls = 0;
  const end = intercept(async (_, send) => {
    const isLast = ++calls === at;
    const reply = await send();
    if (isLast) throw new Error('the function stopped');
    return reply;
  });
  await work().catch(() => {});
  end();
  return calls >= at;
}
