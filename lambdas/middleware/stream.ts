import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { EntityOf, Reader } from '#data/keys';
import { log } from '#platform/log';
import type { BatchProjection, Image, Projection, TableChange } from '#platform/projection';
import { note, observe } from './observe.ts';

/** A table of projections that has at least one for each entity of its reader; otherwise an error that names what is missing. */
type AnyProjection<Entity extends string = string> = Projection<Entity> | BatchProjection<Entity>;
type Covering<R extends Reader, Table extends readonly AnyProjection[]> =
  Exclude<EntityOf<R>, Table[number]['entity']> extends infer Missing extends string
    ? [Missing] extends [never]
      ? Table
      : `no projection of ${Missing}`
    : never;

/**
 * One reader of the table's stream, as a table of projections. Each projection gets the records of one item in their order, a batch
 * projection those of all items at once; items and projections run concurrently, and the failure of one stops no other. Lambda delivers all
 * records again from the earliest failed one, so each projection bears repeats.
 */
export const stream = <R extends Reader, const Table extends readonly AnyProjection<EntityOf<R>>[]>(
  reader: R,
  projections: Table & Covering<R, Table>,
) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(observe(`project-${reader}`))
    .handler(async ({ Records }) => {
      const now = new Date();
      const items = [...byItem(Records).values()];
      const runs = (projections as readonly AnyProjection[]).flatMap((projection) =>
        'runAll' in projection
          ? [together(items.flat(), projection, now)]
          : items.map((records) => inOrder(records, projection, now)),
      );
      const failed = (await Promise.all(runs)).filter((index) => index !== null);
      note({ records: Records.length, failed: failed.length });
      const first = Records[Math.min(...failed)];
      return { batchItemFailures: first ? [{ itemIdentifier: first.dynamodb?.SequenceNumber ?? '' }] : [] };
    });

interface Indexed extends TableChange {
  readonly index: number;
  readonly eventId: string | undefined;
}

const byItem = (records: readonly DynamoDBRecord[]): Map<string, Indexed[]> =>
  Map.groupBy(
    records.map(
      ({ eventID, dynamodb }, index): Indexed => ({
        index,
        eventId: eventID,
        before: imageOf(dynamodb?.OldImage),
        after: imageOf(dynamodb?.NewImage),
      }),
    ),
    ({ index }) => JSON.stringify(records[index]?.dynamodb?.Keys),
  );

const imageOf = (image: object | undefined): Image | null => (image ? unmarshall(image as Record<string, AttributeValue>) : null);

/** Runs a batch projection for all of its records. @returns the index of the earliest record of a batch that failed; null for none */
async function together(records: readonly Indexed[], projection: BatchProjection, now: Date): Promise<number | null> {
  const { name, entity, when } = projection;
  const row = (image: Image | null) => image && projection.row(image);
  const own = records.filter(({ before, after }) => (after ?? before)?.__edb_e__ === entity);
  try {
    const inputs = own
      .map(({ before, after }) => when({ before: row(before), after: row(after) }))
      .filter((input) => input !== null);
    if (inputs.length > 0) await projection.runAll(inputs, now);
    return null;
  } catch (error) {
    log.error(`${name}: batch failed`, { error: error as Error, eventIds: own.map(({ eventId }) => eventId) });
    return Math.min(...own.map(({ index }) => index));
  }
}

/** Runs a projection for the records of one item, up to the first failure. @returns the index of the failed record; null for none */
async function inOrder(records: readonly Indexed[], projection: Projection, now: Date): Promise<number | null> {
  const { name, entity } = projection;
  const row = (image: Image | null) => image && projection.row(image);
  for (const { index, eventId, before, after } of records) {
    if ((after ?? before)?.__edb_e__ !== entity) continue;
    try {
      const input = projection.when({ before: row(before), after: row(after) });
      if (input !== null) await projection.run(input, now);
    } catch (error) {
      log.error(`${name}: record failed`, { error: error as Error, eventId });
      return index;
    }
  }
  return null;
}
