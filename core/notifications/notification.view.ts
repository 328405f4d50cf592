import type * as z from 'zod';
import { createdAt } from '#platform/ids';
import type { PickId } from '#schemas/common';
import {
  MOST_ACTORS_SHOWN,
  type NotificationGroup,
  type NotificationId,
  type NotificationKind,
  rowOfKind,
  type SUBJECT_TYPES,
} from '#schemas/notifications';
import { factOf, membersIn } from './group-rules.ts';
import type { NotificationState } from './notification.store.ts';

type View = z.input<typeof NotificationGroup>;

/** The part of a notification that is not in its row. */
interface Beside {
  /** The people among its members whom the user may see, newest first. */
  readonly actors: View['actors'];
  /** The members in all, also those that it does not keep. */
  readonly count: number;
}

/** A notification as its user sees it. */
export function notificationView(
  { notificationId, kind, subject, members, updatedAt, readAt }: NotificationState,
  { actors, count }: Beside,
): View {
  const [type = '', id = ''] = subject.split('#');
  const isOfPicks = rowOfKind(kind as NotificationKind).members === 'picks';
  return {
    id: notificationId as NotificationId,
    kind: kind as NotificationKind,
    subject: { type: type as (typeof SUBJECT_TYPES)[number], id },
    actors: actors.slice(0, MOST_ACTORS_SHOWN),
    picks: isOfPicks ? membersIn(members).map((member) => factOf(member).by as PickId) : [],
    count,
    at: createdAt(notificationId).toISOString(),
    updatedAt,
    read: readAt !== undefined,
  };
}
