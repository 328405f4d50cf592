import type * as z from 'zod';
import type { User } from '#actor';
import { followCountsOf } from '#core/graph';
import type { UserId } from '#schemas/common';
import { type NotificationGroup, type NotificationKind, rowOfKind } from '#schemas/notifications';
import { factOf, isEmpty, membersIn } from './group-rules.ts';
import type { NotificationState } from './notification.store.ts';
import { notificationView } from './notification.view.ts';
import { peopleShown } from './people-shown.ts';

type View = z.input<typeof NotificationGroup>;

const isOfPeople = ({ kind }: NotificationState): boolean => rowOfKind(kind as NotificationKind).members === 'people';
/** The people among the members, newest first, each once. */
const peopleIn = (state: NotificationState): UserId[] =>
  isOfPeople(state) ? [...new Set(membersIn(state.members).map((member) => factOf(member).by as UserId))] : [];

/**
 * The notifications as their user sees them, in their order; null for one that shows nothing: it is empty, or the user hides everybody who
 * did it. One trip: 0.5 RRU for each person, 1 for the hidden ones.
 */
export async function showNotifications(viewer: User, states: readonly NotificationState[], now: Date): Promise<(View | null)[]> {
  const counted = states.some((state) => state.kind === 'new-follower' && state.cut);
  const [people, followers] = await Promise.all([
    peopleShown(viewer, states.flatMap(peopleIn), now),
    counted ? followCountsOf(viewer.userId) : null,
  ]);
  return states.map((state) => {
    if (isEmpty(state)) return null;
    if (!isOfPeople(state)) return notificationView(state, { actors: [], count: membersIn(state.members).length });
    const actors = peopleIn(state).flatMap((userId) => {
      const card = people.get(userId);
      return card ? [{ id: userId, handle: card.handle, displayName: card.displayName }] : [];
    });
    const all = state.cut && state.kind === 'new-follower' ? (followers?.followers ?? 0) : 0;
    return actors.length === 0 ? null : notificationView(state, { actors, count: Math.max(all, actors.length) });
  });
}
