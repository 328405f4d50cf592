/** The members of stored notifications whose facts do not stand any more, for the audit. */
import { commentIdsBetween } from '#core/content';
import { createdAt } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { NotificationKind } from '#schemas/notifications';
import type { FactInMessage } from './delivery.ts';
import { factOf, firstIdAt, markOf, membersIn, type NotificationFact, OPEN_FOR } from './group-rules.ts';
import type { StoredNotification } from './notification.entity.ts';
import { standingFacts } from './standing-facts.ts';

/** Kinds whose facts are comments, of which a member keeps the end of the id. */
const OF_COMMENTS: ReadonlySet<string> = new Set<NotificationKind>(['new-comment', 'reply']);
/** Milliseconds by which a message may have come later than what it tells: queues keep messages for four days. */
const LATE = 4 * 86_400_000;

/**
 * Looks the facts of a notification up, as a message does. The cost of one message with as many facts; 0.5 RRU more for each person who
 * commented.
 */
export async function withdrawnOf(row: StoredNotification, now: Date): Promise<readonly NotificationFact[]> {
  const { userId, subject } = row;
  const kind = row.kind as NotificationKind;
  const members = membersIn(row.members).map(factOf);
  if (members.length === 0) return [];
  const facts = OF_COMMENTS.has(kind) ? await withIds(row, members) : members;
  const found = await standingFacts({ userId: userId as UserId, kind, subject, facts }, now);
  return found.filter((fact) => !fact.stands && fact.subject === subject);
}

/** The ids of comments, among those that each person wrote at that time. A comment that is not found has none. */
async function withIds({ notificationId }: StoredNotification, members: readonly FactInMessage[]): Promise<FactInMessage[]> {
  const began = createdAt(notificationId).getTime();
  const [from, to] = [firstIdAt(began - LATE), firstIdAt(began + OPEN_FOR)];
  const idsBy = new Map<string, readonly string[]>();
  for (const { by } of members) if (!idsBy.has(by)) idsBy.set(by, await commentIdsBetween(by, from, to));
  return members.map((member) => {
    const id = idsBy.get(member.by)?.find((one) => markOf(one) === member.mark);
    return id === undefined ? member : { ...member, id };
  });
}
