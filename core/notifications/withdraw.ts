import { attempts } from '#platform/attempts';
import { isEmpty, leave, type NotificationFact, type SubjectKey } from './group-rules.ts';
import type { StoredNotification } from './notification.entity.ts';
import {
  idsOfSubject,
  type NotificationState,
  notificationsByIds,
  putNotification,
  removeNotification,
} from './notification.store.ts';

/** Tries to write while messages write the same notification; in some two seconds. */
const RETRY = { pause: 20, longest: 400, most: 10 };

/** Takes withdrawn facts out of all notifications of the subject that have them. An empty one goes. */
export async function withdraw(key: SubjectKey, withdrawn: readonly NotificationFact[]): Promise<void> {
  for await (const _ of attempts(RETRY)) {
    let isDone = true;
    for (const row of await notificationsByIds(key.userId, await idsOfSubject(key))) {
      const after = leave(row, withdrawn);
      if (after === null) continue;
      isDone &&= await (isEmpty(after) ? removeNotification(row) : putNotification({ ...stateOf(row), ...after }, row));
    }
    if (isDone) return;
  }
  throw new Error('a notification changes too often to take a fact out of it');
}

/** The state of a row, without what the store sets. */
export function stateOf({ revision: _, expiresAt: __, ...state }: StoredNotification): NotificationState {
  return state;
}
