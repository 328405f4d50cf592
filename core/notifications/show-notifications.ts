import type * as z from 'zod';
import type { NotificationGroup } from '#schemas/notifications';
import { rowOfKind } from '#schemas/notifications';
import { isEmpty, membersIn } from './group-rules.ts';
import type { NotificationState } from './notification.store.ts';
import { notificationView } from './notification.view.ts';

/**
 * The notifications as their user sees them, in their order; null for one that shows nothing: it is empty, or the user may not see any more
 * what it is about.
 */
export async function showNotifications(
  states: readonly NotificationState[],
): Promise<(z.input<typeof NotificationGroup> | null)[]> {
  return states.map((state) =>
    isEmpty(state) || rowOfKind(state.kind as never).members !== 'picks'
      ? null
      : notificationView(state, { actors: [], count: membersIn(state.members).length }),
  );
}
