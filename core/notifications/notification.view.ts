import type * as z from 'zod';
import { createdAt } from '#platform/ids';
import {
  MOST_ACTORS_SHOWN,
  type NotificationGroup,
  type NotificationId,
  type NotificationKind,
  rowOfKind,
  type SUBJECT_TYPES,
} from '#schemas/notifications';
import { factOf, itemOfFact, membersIn, partsOfSubject } from './group-rules.ts';
import type { NotificationState } from './notification.store.ts';

type View = z.input<typeof NotificationGroup>;

/** The part of a notification that is not in its row. */
interface Beside {
  /** The people among its members whom the user may see, newest first. */
  readonly actors: View['actors'];
  /** The members in all, also those that it does not keep. */
  readonly count: number;
}

/** The mark of a fact about a pick is no type: the newest outcome has a number. */
const itemIn = (kind: NotificationKind, fact: ReturnType<typeof factOf>): View['items'][number] =>
  rowOfKind(kind).members === 'picks' ? { type: 'pick', id: fact.by } : itemOfFact(fact);

/** A notification as its user sees it. */
export function notificationView(
  { notificationId, kind, subject, members, updatedAt, readAt }: NotificationState,
  { actors, count }: Beside,
): View {
  const { type, id, item } = partsOfSubject(subject);
  const of = rowOfKind(kind as NotificationKind).members;
  return {
    id: notificationId as NotificationId,
    kind: kind as NotificationKind,
    subject: { type: type as (typeof SUBJECT_TYPES)[number], id, item: type === 'comment' ? item : null },
    actors: actors.slice(0, MOST_ACTORS_SHOWN),
    items:
      of === 'people' || of === 'thing'
        ? []
        : membersIn(members).map((member) => itemIn(kind as NotificationKind, factOf(member))),
    count,
    at: createdAt(notificationId).toISOString(),
    updatedAt,
    read: readAt !== undefined,
  };
}
