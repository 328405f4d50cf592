import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type * as z from 'zod';
import { log } from '#platform/log';
import { note, observe } from './observe.ts';

/**
 * The door of a queue's consumer. It runs each message alone, and only failed ones are delivered again. A message that cannot be read fails
 * too, so that it ends in the dead-letter queue.
 */
export const queue = <S extends z.ZodType>(
  door: string,
  schema: S,
  consume: (message: z.output<S>, now: Date) => Promise<unknown>,
) =>
  middy<SQSEvent, SQSBatchResponse>()
    .use(observe(door))
    .handler(async ({ Records }) => {
      const settled = await Promise.allSettled(
        Records.map(async ({ body }) => consume(schema.parse(JSON.parse(body)), new Date())),
      );
      const batchItemFailures = settled.flatMap((result, i) => {
        if (result.status === 'fulfilled') return [];
        log.error(`${door}: message failed`, { error: result.reason as Error, messageId: Records[i]?.messageId });
        return [{ itemIdentifier: Records[i]?.messageId ?? '' }];
      });
      note({ messages: Records.length, failed: batchItemFailures.length });
      return { batchItemFailures };
    });
