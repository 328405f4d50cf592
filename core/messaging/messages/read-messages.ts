import type { User } from '#actor';
import { hiddenFrom } from '#core/graph';
import { sendToEach } from '#core/realtime';
import { DomainError, invalid } from '#errors';
import type { ConversationId } from '#schemas/common';
import { seeConversation } from '../conversations/see-conversation.ts';
import { presenceOf, presencesOf } from '../live/presence.store.ts';
import { membersFor, SMALL_GROUP } from '../live/show-typing.ts';
import type { StoredMembership } from '../log/membership.entity.ts';
import { moveReceipt } from '../log/membership.store.ts';
import { entriesAt } from '../log/read-entries.ts';
import type { RosterMembers } from '../log/roster-rules.ts';
import { isSeen, spansOf } from '../log/span-rules.ts';

/** `delivered`: a device of the member has the entry. `read`: the member has seen it. */
export type ReceiptKind = 'delivered' | 'read';

/** Milliseconds between two receipts of one kind in a conversation that come over sockets. */
const BETWEEN = 5_000;

/**
 * Notes up to which entry a member has got or read a conversation. It only grows, so that a late call of another device changes nothing. The
 * live sockets of the other members learn of it in a conversation of at most 16, unless either side has switched receipts off or blocks the
 * other. 5 RRU and 1 WRU, and 1 RRU for each other member of a small one.
 * @param sparing refuses a second receipt within 5 seconds, since a client gathers them
 * @throws NOT_FOUND for somebody who is no member; INVALID_INPUT for a number that they do not see; RATE_LIMITED
 */
export async function noteReceipt(
  actor: User,
  conversationId: ConversationId,
  { kind, seq, sparing = false }: { readonly kind: ReceiptKind; readonly seq: number; readonly sparing?: boolean },
  now: Date,
): Promise<void> {
  const { userId } = actor;
  const [row, entries, members, own] = await Promise.all([
    seeConversation(userId, conversationId),
    entriesAt(conversationId, [seq]),
    membersFor(userId, conversationId),
    presenceOf(userId),
  ]);
  const entry = entries.get(seq);
  if (!entry || !isSeen(spansOf(row), seq)) throw invalid('seq', 'There is no such entry.');
  if (sparing) assertSpared(row, kind, now);
  const forgotten = kind === 'read' ? (row.mentioned ?? []).filter((mention) => mention <= seq) : [];
  if (!(await moveReceipt(userId, conversationId, { kind, ...entry, forgotten }, now))) return;
  if (members.size > SMALL_GROUP || own?.noReceipts) return;
  await tellOthers(actor, conversationId, { members, kind, seq }, now);
}

function assertSpared({ deliveredAt, readAt }: StoredMembership, kind: ReceiptKind, now: Date): void {
  const last = kind === 'read' ? readAt : deliveredAt;
  const wait = last === undefined ? 0 : Date.parse(last) + BETWEEN - now.getTime();
  if (wait <= 0) return;
  const retryAfter = Math.ceil(wait / 1_000);
  throw new DomainError('RATE_LIMITED', `One in 5 seconds. Try again in ${retryAfter} s.`, { retryAfter });
}

async function tellOthers(
  actor: User,
  conversationId: ConversationId,
  { members, kind, seq }: { readonly members: RosterMembers; readonly kind: ReceiptKind; readonly seq: number },
  now: Date,
): Promise<void> {
  const { userId } = actor;
  const others = [...members.keys()].filter((otherId) => otherId !== userId);
  const [{ blocked }, presences] = await Promise.all([hiddenFrom(actor), presencesOf(others)]);
  const told = others.filter((otherId) => !blocked.has(otherId) && !presences.get(otherId)?.noReceipts);
  await sendToEach(
    told,
    {
      type: 'receipt',
      id: `${conversationId}.${userId}.${kind}.${seq}`,
      at: now.toISOString(),
      data: { conversationId, userId, kind, seq },
    },
    now,
  );
}

/** Notes that a member has read up to an entry: see noteReceipt(). */
export const readMessages = (actor: User, conversationId: ConversationId, seq: number, now: Date): Promise<void> =>
  noteReceipt(actor, conversationId, { kind: 'read', seq }, now);
