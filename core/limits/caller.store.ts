import type { PartialBans } from '#actor';
import { type Part, part } from '#data/transaction';
import { updateOnce } from '#data/update-once';
import { UpdateCommand } from '#document-client';
import { epoch } from '#platform/clock';
import type { UserId } from '#schemas/common';
import type { BanScope } from '#schemas/users';
import { callerEntity } from './caller.entity.ts';
import { type CallerChange, type CallerRow, countIn, judge, throttledState } from './caller-rules.ts';
import { type Counter, type LimitState, userSubject } from './limit-rules.ts';
import { BAN_FIELDS, originEntry, type Revocations } from './revocation-rules.ts';

/** A call that was counted. */
export interface CountedCall {
  readonly state: LimitState | undefined;
  readonly against: Revocations;
}

/**
 * Seconds for which a row outlives its last write. That is longer than the longest window that a door counts, which is a day, and than any
 * token lives whose end the row holds.
 */
const KEPT = 2 * 86_400;

/**
 * Counts one call in all its limits, by one unconditional update: 1 WRU. A second update follows rarely: when a shorter window refuses a call
 * that longer ones counted too, and when more than eight counters of windows that are over have gathered.
 * @param subject the caller: `user#<id>`, `network#<hash>`
 * @returns the tightest limit, and what stands against a user's tokens. Without counters nothing is written, and nothing is known
 * @throws UNAVAILABLE when transactions hold the row for a second
 */
export async function countCaller(subject: string, counters: readonly Counter[], now: Date): Promise<CountedCall> {
  if (counters.length === 0) return { state: undefined, against: {} };
  const row = await change(subject, countIn(counters, now), now);
  if (!row) return { state: throttledState(counters), against: {} };
  const { state, after } = judge(row, counters, now);
  if (after) await change(subject, after, now);
  return { state, against: row };
}

/** Reads all that stands against the tokens of a user; null for a user without a row. Consistent; 1 RRU. */
export async function revocationsAgainst(userId: UserId): Promise<Revocations | null> {
  const { data } = await callerEntity()
    .get({ subject: userSubject(userId) })
    .go({ consistent: true });
  return data;
}

/** Refuses the tokens of one session. Read revocationsAgainst() before: a row takes MOST_ENDED_ORIGINS of them. */
export const endOriginPart = (userId: UserId, origin: string, now: Date): Part =>
  part({ caller: callerEntity() }, ({ caller }) => [
    caller
      .update({ subject: userSubject(userId) })
      .set({ expiresAt: epoch(now) + KEPT })
      .add({ endedOrigins: [originEntry(origin, now)] })
      .commit(),
  ]);

/** Notes that a session has stepped up, in the place of the user's step-up before. 1 WRU. */
export async function noteStepUp(userId: UserId, origin: string, now: Date): Promise<void> {
  await callerEntity()
    .update({ subject: userSubject(userId) })
    .set({ expiresAt: epoch(now) + KEPT, stepUp: originEntry(origin, now) })
    .go();
}

/** Refuses the tokens of all sessions that a user has now. */
export const endAllPart = (userId: UserId, now: Date): Part =>
  part({ caller: callerEntity() }, ({ caller }) => [
    caller
      .update({ subject: userSubject(userId) })
      .set({ expiresAt: epoch(now) + KEPT, endedBefore: epoch(now) })
      .remove(['endedOrigins'])
      .commit(),
  ]);

/** Has the calls of a user meet an exclusion from the next one on, also with a token of before. 2 WRU in a transaction. Never refused. */
export const excludeTokensPart = (userId: UserId, until: string, now: Date): Part =>
  part({ caller: callerEntity() }, ({ caller }) => [
    caller
      .update({ subject: userSubject(userId) })
      .set({ expiresAt: epoch(now) + KEPT, excludedUntil: until })
      .commit(),
  ]);

/** Has the picks of a user look at their limits on stakes from the next call on, or no more. 2 WRU in a transaction. Never refused. */
export const limitStakesPart = (userId: UserId, isLimited: boolean, now: Date): Part =>
  part({ caller: callerEntity() }, ({ caller }) => {
    const row = caller.update({ subject: userSubject(userId) }).set({ expiresAt: epoch(now) + KEPT });
    return [(isLimited ? row.set({ limitsStakes: true }) : row.remove(['limitsStakes'])).commit()];
  });

/**
 * Has the calls of a user meet the ban of a scope. A ban from everything refuses their tokens, and those of all sessions that they have now
 * also after it.
 * @param until the end of the ban; null takes it back, and ends no session
 */
export const banTokensPart = (userId: UserId, scope: BanScope, until: string | null, now: Date): Part =>
  part({ caller: callerEntity() }, ({ caller }) => {
    const field = BAN_FIELDS[scope];
    const expiresAt = epoch(now) + KEPT;
    const row = caller.update({ subject: userSubject(userId) });
    if (until === null && scope === 'all') return [row.set({ expiresAt }).remove([field]).commit()];
    if (until === null) return [row.set({ expiresAt, [field]: now.toISOString() }).commit()];
    return [row.set({ expiresAt, [field]: until, ...(scope === 'all' && { endedBefore: epoch(now) }) }).commit()];
  });

/** Has the calls of a new user meet bans from parts of the app, each with its end. */
export const partialBansPart = (userId: UserId, bans: PartialBans, now: Date): Part =>
  part({ caller: callerEntity() }, ({ caller }) => [
    caller
      .update({ subject: userSubject(userId) })
      .set({
        expiresAt: epoch(now) + KEPT,
        ...(bans.posting && { [BAN_FIELDS.posting]: bans.posting }),
        ...(bans.messaging && { [BAN_FIELDS.messaging]: bans.messaging }),
      })
      .commit(),
  ]);

/** Updates a caller's row. @returns the row after it; null when DynamoDB throttles the row */
async function change(subject: string, { add, remove, forget }: CallerChange, now: Date): Promise<CallerRow | null> {
  const { UpdateExpression, ExpressionAttributeNames, ExpressionAttributeValues, ...rest } = callerEntity()
    .update({ subject })
    .set({ expiresAt: epoch(now) + KEPT })
    .params<UpdateCommand['input']>();
  const added = Object.entries(add);
  const clauses = [
    UpdateExpression,
    ...(added.length > 0 ? [`ADD ${added.map((_, i) => `#a${i} :a${i}`).join(', ')}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.map((_, i) => `#r${i}`).join(', ')}`] : []),
    ...(forget.length > 0 ? ['DELETE endedOrigins :forget'] : []),
  ];
  return updateOnce(
    new UpdateCommand({
      ...rest,
      UpdateExpression: clauses.join(' '),
      ExpressionAttributeNames: {
        ...ExpressionAttributeNames,
        ...Object.fromEntries(added.map(([name], i) => [`#a${i}`, name])),
        ...Object.fromEntries(remove.map((name, i) => [`#r${i}`, name])),
      },
      ExpressionAttributeValues: {
        ...ExpressionAttributeValues,
        ...Object.fromEntries(added.map(([, value], i) => [`:a${i}`, value])),
        ...(forget.length > 0 && { ':forget': new Set(forget) }),
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
}
