import { batchAll } from '#data/batch';
import { epoch } from '#platform/clock';
import type { UserId } from '#schemas/common';
import type { SubjectKey } from './group-rules.ts';
import { toldFactEntity } from './told-fact.entity.ts';

/** Seconds for which it is remembered that a fact was told. */
const KEPT_FOR = 365 * 86_400;

const keysOf = ({ userId, kind, subject }: SubjectKey, by: readonly string[]) =>
  [...new Set(by)].map((one) => ({ userId, kind: kind as string, subject, by: one }));

/** Those of these people of whom a user was told before. 1 RRU each. */
export async function toldOf(key: SubjectKey, by: readonly string[]): Promise<Set<string>> {
  const rows = await batchAll(keysOf(key, by), (some) => toldFactEntity().get(some).go({ consistent: true }));
  return new Set(rows.map((row) => row.by));
}

/** Notes that a user was told of these people. 1 WRU each. */
export async function noteTold(key: SubjectKey, by: readonly string[], now: Date): Promise<void> {
  const rows = keysOf(key, by).map((row) => ({ ...row, expiresAt: epoch(now) + KEPT_FOR }));
  await batchAll<unknown, (typeof rows)[number]>(rows, async (some) => {
    const { unprocessed } = await toldFactEntity().put(some).go();
    return { unprocessed: some.filter((row) => unprocessed.some((left) => left.by === row.by)) };
  });
}

/** Deletes all notes about what a user was told. */
export async function eraseTold(userId: UserId): Promise<void> {
  const { data } = await toldFactEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  await batchAll(
    data.map(({ kind, subject, by }) => ({ userId: userId as string, kind, subject, by })),
    (some) => toldFactEntity().delete(some).go(),
  );
}
