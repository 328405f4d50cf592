import type { User } from '#actor';
import type { Page } from '#data/cursor';
import type { Item } from '#data/entity';
import { conditionHeld } from '#data/transaction';
import { epoch } from '#platform/clock';
import { newId } from '#platform/ids';
import { adminActionEntity } from './admin-action.entity.ts';

export type StoredAction = Item<typeof adminActionEntity>;

/** Seconds for which an action is kept: two years. */
const KEPT = 2 * 365 * 86_400;

/** The month of an instant in UTC. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** An action that is about to be tried. */
export interface ActionTried {
  readonly route: string;
  readonly params: string;
  readonly reason?: string | undefined;
}

/**
 * Appends an action, before it is done: what is done is in the trail, also when the function stops. 1 WRU.
 * @returns what notes its end, once. 1 WRU
 */
export async function noteAction(
  { userId, role }: User,
  tried: ActionTried,
  now: Date,
): Promise<(status: number) => Promise<boolean>> {
  const key = { month: monthOf(now), actionId: newId(now) };
  await adminActionEntity()
    .create({ ...key, ...tried, by: userId, role, expiresAt: epoch(now) + KEPT })
    .go();
  return (status) =>
    conditionHeld(
      adminActionEntity()
        .patch(key)
        .set({ status })
        .where((attr, op) => op.notExists(attr.status))
        .go(),
    );
}

/** A page of the actions of a month, newest first. 0.5 RRU for some 12. @param after the id of the action before the page */
export async function actionsOf(month: string, after: string | null, limit: number): Promise<Page<StoredAction>> {
  const query = adminActionEntity().query.primary({ month });
  const { data } = await (after === null ? query : query.lt({ actionId: after })).go({ limit, order: 'desc' });
  return { items: data, cursor: data.length === limit ? (data.at(-1)?.actionId ?? null) : null };
}
