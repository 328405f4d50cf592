/**
 * The members whom a message mentions have its number in their rows, until they have read it.
 * Replay contract: the message is looked up as it is now, and a number stands in a row once. So a record that comes again, or late, leaves the
 * same; a number that the member has read counts no more.
 */
import { mentionedIn } from '#core/users';
import { projection } from '#platform/projection';
import type { ConversationId, UserId } from '#schemas/common';
import { MOST_MENTIONED } from '#schemas/conversations';
import { entryOfImage } from '../log/entry.store.ts';
import type { StoredMembership } from '../log/membership.entity.ts';
import { forgetMentions, noteMention, rowsOfMembers } from '../log/membership.store.ts';
import { entriesAt } from '../log/read-entries.ts';
import { peopleMentioned } from '../messages/mention-members.ts';

interface MentioningEntry {
  readonly conversationId: ConversationId;
  readonly seq: number;
  /** Those whom it mentions, and those whom it does not mention any more. */
  readonly userIds: readonly UserId[];
}

export const countMentions = projection({
  name: 'count-mentions',
  entity: 'logentry',
  row: entryOfImage,
  when({ before, after }): MentioningEntry | null {
    if (!after) return null;
    const userIds = [...new Set([...mentionedIn(before?.mentions), ...mentionedIn(after.mentions)])];
    const isSame = JSON.stringify(before?.mentions) === JSON.stringify(after.mentions);
    return userIds.length === 0 || isSame ? null : { ...placeOf(after), userIds };
  },
  run: noteMentions,
});

const placeOf = ({ conversationId, seq }: { readonly conversationId: string; readonly seq: number }) => ({
  conversationId: conversationId as ConversationId,
  seq,
});

/** 1 RRU, and 1.5 for each person with a number to note or forget; 1 WRU each. */
export async function noteMentions({ conversationId, seq, userIds }: MentioningEntry): Promise<void> {
  const [entries, rows] = await Promise.all([
    entriesAt(conversationId, [seq]),
    rowsOfMembers(conversationId, userIds, { consistent: false }),
  ]);
  const entry = entries.get(seq);
  const mentioned = new Set(entry && !entry.deleted ? peopleMentioned(entry) : []);
  await Promise.all(
    [...rows].map(async ([userId, row]) => {
      if (!mentioned.has(userId)) return noteMention(userId, { conversationId, seq }, false);
      return (await makeRoom(row)) && noteMention(userId, { conversationId, seq }, true);
    }),
  );
}

/** Forgets what the member has read where a row is full. @returns false when it is full of what they have not read */
async function makeRoom(row: StoredMembership): Promise<boolean> {
  const { mentioned = [], readSeq = 0 } = row;
  if (mentioned.length < MOST_MENTIONED) return true;
  const read = mentioned.filter((seq) => seq <= readSeq);
  return read.length > 0 && forgetMentions(row, read);
}
