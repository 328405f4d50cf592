import type * as z from 'zod';
import type { User } from '#actor';
import { authorView } from '#core/users';
import type { UserId } from '#schemas/common';
import { type NotificationGroup, type NotificationKind, rowOfKind } from '#schemas/notifications';
import { factOf, isEmpty, membersIn, partsOfSubject } from './group-rules.ts';
import type { NotificationState } from './notification.store.ts';
import { notificationView } from './notification.view.ts';
import { peopleShown } from './people-shown.ts';
import { thingsBehind } from './things-shown.ts';

type View = z.input<typeof NotificationGroup>;

const membersOf = ({ kind }: NotificationState) => rowOfKind(kind as NotificationKind).members;

/** The people who did it, newest first, each once: the members, or the author of the members. */
function peopleIn(state: NotificationState): UserId[] {
  if (membersOf(state) === 'items') return [partsOfSubject(state.subject).id as UserId];
  return membersOf(state) === 'people' ? [...new Set(membersIn(state.members).map((member) => factOf(member).by as UserId))] : [];
}

/**
 * The notifications as their user sees them, in their order; null for one that shows nothing: it is empty, its post is gone, or the user
 * hides everybody who did it. One trip: 0.5 RRU for each person and each post, 1 for the hidden ones.
 */
export async function showNotifications(viewer: User, states: readonly NotificationState[], now: Date): Promise<(View | null)[]> {
  const [people, things] = await Promise.all([
    peopleShown(viewer, states.flatMap(peopleIn), now),
    thingsBehind(viewer.userId, states),
  ]);
  return states.map((state) => {
    if (isEmpty(state)) return null;
    const members = membersIn(state.members).length;
    if (membersOf(state) === 'picks' || membersOf(state) === 'thing')
      return notificationView(state, { actors: [], count: members });
    if (things.isGone(state)) return null;
    const actors = peopleIn(state).flatMap((userId) => {
      const card = people.get(userId);
      return card ? [authorView(userId, card)] : [];
    });
    if (actors.length === 0) return null;
    const shown = membersOf(state) === 'items' ? members : actors.length;
    return notificationView(state, { actors, count: Math.max(1, shown, things.counterOf(state)) });
  });
}
