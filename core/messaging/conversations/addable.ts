import type { User } from '#actor';
import { contactsAmong, hiddenFrom } from '#core/graph';
import { loadUsers } from '#core/users';
import { DomainError } from '#errors';
import { mapConcurrently } from '#platform/map-concurrently';
import type { UserId } from '#schemas/common';
import { isFull, MOST_READ, membershipsOf } from '../log/membership.store.ts';
import { mayBeAdded } from './consent-rules.ts';

/** People whose conversations are counted at the same time. */
const AT_ONCE = 10;

/**
 * Those of these people whom the actor may add to a group: their setting allows it, neither blocks the other, and they have fewer conversations
 * than a person may. 1.5 RRU for each, 1 for some 18 conversations of each, and 1 for the actor.
 */
export async function addableBy(actor: User, userIds: readonly UserId[]): Promise<Set<UserId>> {
  const [rows, users, { blocked }, full] = await Promise.all([
    contactsAmong(actor.userId, userIds),
    loadUsers(userIds),
    hiddenFrom(actor),
    fullAmong(userIds),
  ]);
  const contacts = new Set(rows.flatMap(({ state, otherId }) => (state === 'accepted' ? [otherId] : [])));
  return new Set(
    users
      .filter(({ userId, whoCanAdd, deletesAt }) => deletesAt === undefined && mayBeAdded(whoCanAdd, contacts.has(userId)))
      .map(({ userId }) => userId as UserId)
      .filter((userId) => !blocked.has(userId) && !full.has(userId)),
  );
}

/** Those who have as many conversations as a person may. */
async function fullAmong(userIds: readonly UserId[]): Promise<Set<UserId>> {
  const full = await mapConcurrently(userIds, AT_ONCE, async (userId) =>
    isFull(await membershipsOf(userId, MOST_READ)) ? [userId] : [],
  );
  return new Set(full.flat());
}

/** The same answer for a stranger, for somebody who is not there, who blocks the actor, or who has left. */
export const cannotAdd = (field: string): DomainError =>
  new DomainError('CANNOT_ADD', 'This person cannot be added by you.', { field });
