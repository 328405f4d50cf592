import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import type { UpdateCommand } from '#document-client';
import { attempts } from '#platform/attempts';
import { isThrottle } from '#platform/busy';
import { connection } from './connection.ts';
import { deadline, tooBusy } from './transaction.ts';

/** Stands for a throttled call. The SDK does not know its name, so it does not try again. */
class Throttled extends Error {}

/**
 * Updates one item. A throttled update is not repeated, since a repeat would add to the load that throttled it. An update that meets a
 * transaction on its item is refused by DynamoDB, and repeated.
 * @returns the attributes that `ReturnValues` asks for; null when DynamoDB throttled the update @throws UNAVAILABLE when transactions
 * hold the item for a second
 */
export async function updateOnce(command: UpdateCommand): Promise<Readonly<Record<string, unknown>> | null> {
  command.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw isThrottle(error) ? new Throttled() : error;
      }
    },
    // Inside of the SDK's own retries, which stand at the head of this step.
    { step: 'finalizeRequest', priority: 'low' },
  );
  for await (const _ of attempts({ pause: 10, longest: 100, until: deadline() })) {
    try {
      const { Attributes = {} } = await connection().client.send(command);
      return Attributes;
    } catch (error) {
      if (error instanceof Throttled || isThrottle(error)) return null;
      if (!(error instanceof TransactionConflictException)) throw error;
    }
  }
  throw tooBusy();
}
