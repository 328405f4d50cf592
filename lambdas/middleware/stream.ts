import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Change } from '#platform/change';
import { log } from '#platform/log';
import { note, observe } from './observe.ts';

/**
 * One reader of the table's stream. Records of one item are projected in their order, items beside each other; from the earliest record
 * that failed on, Lambda sends everything again, so a projection must not mind a repeat.
 */
export const stream = (door: string, project: (change: Change, now: Date) => Promise<unknown>) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(observe(door))
    .handler(async ({ Records }) => {
      const now = new Date();
      const failed = (
        await Promise.all([...byItem(Records).values()].map((records) => inOrder(records, project, now, door)))
      ).filter((i) => i !== null);
      note({ records: Records.length, failed: failed.length });
      const first = Records[Math.min(...failed)];
      return { batchItemFailures: first ? [{ itemIdentifier: first.dynamodb?.SequenceNumber ?? '' }] : [] };
    });

type Indexed = readonly [index: number, record: DynamoDBRecord];

const byItem = (records: readonly DynamoDBRecord[]): Map<string, Indexed[]> =>
  Map.groupBy(
    records.map((record, i): Indexed => [i, record]),
    ([, record]) => JSON.stringify(record.dynamodb?.Keys),
  );

/** @returns the index of the record that failed, after which that item's records wait; null when all went through */
async function inOrder(
  records: readonly Indexed[],
  project: (change: Change, now: Date) => Promise<unknown>,
  now: Date,
  door: string,
) {
  for (const [index, record] of records) {
    try {
      await project(changeOf(record), now);
    } catch (error) {
      log.error(`${door}: record failed`, { error: error as Error, eventId: record.eventID });
      return index;
    }
  }
  return null;
}

const KIND = { INSERT: 'insert', MODIFY: 'modify', REMOVE: 'remove' } as const;

function changeOf({ eventName, dynamodb }: DynamoDBRecord): Change {
  const before = dynamodb?.OldImage ? unmarshall(dynamodb.OldImage as Record<string, AttributeValue>) : null;
  const after = dynamodb?.NewImage ? unmarshall(dynamodb.NewImage as Record<string, AttributeValue>) : null;
  return { kind: KIND[eventName ?? 'MODIFY'], entity: String((after ?? before)?.__edb_e__ ?? ''), before, after };
}
