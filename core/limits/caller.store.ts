import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { updateOnce } from '#data/update-once';
import { epoch } from '#platform/clock';
import { callerEntity } from './caller.entity.ts';
import { type CallerChange, type CallerRow, countIn, judge, throttledState } from './caller-rules.ts';
import type { Counter, LimitState } from './limit-rules.ts';

/** Seconds for which a row outlives its last call: longer than the longest window that a door counts, which is a day. */
const KEPT = 2 * 86_400;

/**
 * Counts one call in all its limits, by one unconditional update: 1 WRU. A second update follows rarely: when a shorter window refuses a call
 * that longer ones counted too, and when more than eight counters of windows that are over have gathered.
 * @param subject the caller: `user#<id>`, `network#<hash>`
 * @returns the tightest limit; undefined without counters, and then nothing is written
 * @throws UNAVAILABLE when transactions hold the row for a second
 */
export async function countCaller(subject: string, counters: readonly Counter[], now: Date): Promise<LimitState | undefined> {
  if (counters.length === 0) return undefined;
  const row = await change(subject, countIn(counters, now), now);
  if (!row) return throttledState(counters);
  const { state, after } = judge(row, counters, now);
  if (after) await change(subject, after, now);
  return state;
}

/** Updates a caller's row. @returns the row after it; null when DynamoDB throttles the row */
async function change(subject: string, { add, remove }: CallerChange, now: Date): Promise<CallerRow | null> {
  const { UpdateExpression, ExpressionAttributeNames, ExpressionAttributeValues, ...rest } = callerEntity()
    .update({ subject })
    .set({ expiresAt: epoch(now) + KEPT })
    .params<UpdateCommand['input']>();
  const [added, removed] = [Object.entries(add), [...remove]];
  const clauses = [
    UpdateExpression,
    ...(added.length > 0 ? [`ADD ${added.map((_, i) => `#a${i} :a${i}`).join(', ')}`] : []),
    ...(removed.length > 0 ? [`REMOVE ${removed.map((_, i) => `#r${i}`).join(', ')}`] : []),
  ];
  return updateOnce(
    new UpdateCommand({
      ...rest,
      UpdateExpression: clauses.join(' '),
      ExpressionAttributeNames: {
        ...ExpressionAttributeNames,
        ...Object.fromEntries(added.map(([name], i) => [`#a${i}`, name])),
        ...Object.fromEntries(removed.map((name, i) => [`#r${i}`, name])),
      },
      ExpressionAttributeValues: {
        ...ExpressionAttributeValues,
        ...Object.fromEntries(added.map(([, value], i) => [`:a${i}`, value])),
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
}
