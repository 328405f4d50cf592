/**
 * People are told of follows, contacts and requests.
 * Replay contract: a message names facts, and its consumer looks up which of them stand. So a record that comes again, late or in another order
 * leads to the same notifications, and what was told once is not told again.
 */
import { contactOfImage, followOfImage, type StoredContact, type StoredFollow } from '#core/graph';
import { batchProjection, type TableChange } from '#platform/projection';
import type { UserId } from '#schemas/common';
import type { NotificationKind } from '#schemas/notifications';
import { ONLY, subjectOf } from './group-rules.ts';
import { tellFacts } from './notify.ts';
import type { FactFor } from './tell-messages.ts';

/** A fact about a person that another one is told of. */
const about = (userId: string, kind: NotificationKind, subject: string, by: string): FactFor => ({
  userId: userId as UserId,
  kind,
  subject: subjectOf('user', subject),
  fact: { by, mark: ONLY },
});

/** The facts to look at after a change of a follow. */
export function factsOfFollow({ before, after }: TableChange<StoredFollow>): FactFor[] | null {
  const row = after ?? before;
  if (row === null || before?.state === after?.state) return null;
  const { followeeId, followerId } = row;
  const states = [before?.state, after?.state];
  const accepted = before?.state === 'requested' && after?.state === 'following';
  const facts = [
    ...(states.includes('requested') ? [about(followeeId, 'follow-request', followeeId, followerId)] : []),
    ...(states.includes('following') && !accepted ? [about(followeeId, 'new-follower', followeeId, followerId)] : []),
    // The end of a follow takes back that it was accepted.
    ...(accepted || before?.state === 'following' ? [about(followerId, 'follow-accepted', followeeId, followeeId)] : []),
  ];
  return facts.length > 0 ? facts : null;
}

/** The facts to look at after a change of a contact, of which each of the two people has a row. */
export function factsOfContact({ before, after }: TableChange<StoredContact>): FactFor[] | null {
  const row = after ?? before;
  if (row === null || before?.state === after?.state) return null;
  const { userId, otherId } = row;
  const acceptedNow = before?.state === 'requested' && after?.state === 'accepted';
  const facts = [
    ...([before?.state, after?.state].includes('received') ? [about(userId, 'contact-request', userId, otherId)] : []),
    ...(acceptedNow || before?.state === 'accepted' ? [about(userId, 'contact-accepted', otherId, otherId)] : []),
  ];
  return facts.length > 0 ? facts : null;
}

export const tellFollows = batchProjection({
  name: 'tell-follows',
  entity: 'follow',
  row: followOfImage,
  when: factsOfFollow,
  runAll: (facts) => tellFacts(facts.flat()),
});

export const tellContacts = batchProjection({
  name: 'tell-contacts',
  entity: 'contact',
  row: contactOfImage,
  when: factsOfContact,
  runAll: (facts) => tellFacts(facts.flat()),
});
