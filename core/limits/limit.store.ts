import { type Part, part, written } from '#data/transaction';
import type { Limit } from '#schemas/contract';
import { LimitEntity } from './limit.entity.ts';
import { type Standing, standing, type Window } from './limit-rules.ts';

const DAY = 86_400;
const key = (subject: string, rule: string) => ({ subject, rule });
const windowOf = (limit: Limit, now: Date) => {
  const closesAt = now.getTime() + limit.seconds * 1000;
  return { closesAt, expiresAt: Math.ceil(closesAt / 1000) + DAY };
};

/**
 * Counts one call and says whether it was within the limit. One write in an open window (1 WRU), two when a window opens; a refused
 * call costs the same, and does not prolong the window.
 */
export async function take(subject: string, rule: string, limit: Limit, now: Date): Promise<Standing> {
  const open = await countIn(subject, rule, now);
  if (open) return standing(limit, open, now);
  const { closesAt, expiresAt } = windowOf(limit, now);
  const opened = await written(
    LimitEntity.upsert({ ...key(subject, rule), calls: 1, closesAt, expiresAt })
      .where((attr, op) => `${op.notExists(attr.closesAt)} OR ${op.lte(attr.closesAt, now.getTime())}`)
      .go(),
  );
  return opened ? standing(limit, { calls: 1, closesAt }, now) : take(subject, rule, limit, now);
}

async function countIn(subject: string, rule: string, now: Date): Promise<Window | null> {
  let window: Window | null = null;
  await written(
    LimitEntity.patch(key(subject, rule))
      .add({ calls: 1 })
      .where((attr, op) => op.gt(attr.closesAt, now.getTime()))
      .go({ response: 'all_new' })
      .then(({ data }) => {
        window = data as Window;
      }),
  );
  return window;
}

/** The window as it stands, for a limit that is counted inside a transaction. 0.5 to 1 RRU. */
export async function windowAt(subject: string, rule: string, now: Date): Promise<Window | null> {
  const { data } = await LimitEntity.get(key(subject, rule)).go({ consistent: true });
  return data && data.closesAt > now.getTime() ? data : null;
}

/**
 * The same count as a part of a transaction, so that only what is accepted counts. It is refused when the limit is reached, or when the
 * window changed since it was read: read it again and build a new part.
 */
export function takePart(subject: string, rule: string, limit: Limit, window: Window | null, now: Date): Part {
  return part({ counter: LimitEntity }, ({ counter }) => [
    window
      ? counter
          .patch(key(subject, rule))
          .add({ calls: 1 })
          .where((attr, op) => `${op.eq(attr.closesAt, window.closesAt)} AND ${op.lt(attr.calls, limit.calls)}`)
          .commit()
      : counter
          .upsert({ ...key(subject, rule), calls: 1, ...windowOf(limit, now) })
          .where((attr, op) => `${op.notExists(attr.closesAt)} OR ${op.lte(attr.closesAt, now.getTime())}`)
          .commit(),
  ]);
}
