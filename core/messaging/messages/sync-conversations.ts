import type * as z from 'zod';
import type { User } from '#actor';
import { type HiddenPeople, hiddenFrom } from '#core/graph';
import { readCursor, signCursor } from '#data/cursor';
import { mapConcurrently } from '#platform/map-concurrently';
import type { ConversationId, UserId } from '#schemas/common';
import { MOST_CONVERSATIONS } from '#schemas/conversations';
import type { EntriesMeta } from '#schemas/entry-views';
import { type ChangedConversation, MOST_CHANGED, NEWEST_ENTRIES, type SyncConversations } from '#schemas/sync';
import { isListed } from '../conversations/list-conversations.ts';
import { headsOf, loadRoster } from '../log/conversation.store.ts';
import { unreadMentions } from '../log/conversation.view.ts';
import type { StoredHead } from '../log/conversation-head.entity.ts';
import { otherInDirect } from '../log/conversation-id.ts';
import { showEntries } from '../log/entry.view.ts';
import type { StoredMembership } from '../log/membership.entity.ts';
import { membershipOf, membershipsOf } from '../log/membership.store.ts';
import { membersOf } from '../log/roster-rules.ts';
import { spansAfter, spansOf } from '../log/span-rules.ts';
import { hasArchived, readEntries } from './list-messages.ts';

/** Conversations that are read at the same time. */
const AT_ONCE = 10;
/** Bytes of conversations in one reply, which stays under 1 MB. */
const MOST_BYTES = 900_000;

type Synced = z.input<(typeof SyncConversations)['replies'][200]> & { readonly meta: z.input<typeof EntriesMeta> };

/** A conversation of which the caller misses entries. */
interface Behind {
  readonly row: StoredMembership;
  readonly head: StoredHead;
  readonly known: number;
}

/**
 * The entries that a client misses: the newest 20 of each conversation, of at most 50 in a call. `gap` is true where it misses earlier ones too.
 * The caller's rows and all heads are read, 1 RRU for some 18 conversations and 0.5 each, and for each changed one its entries, and what
 * showEntries() costs. A conversation that the caller is no member of is `gone`, which is looked up in its roster, 1 RRU and more.
 * @throws INVALID_INPUT for a cursor of another person
 */
export async function syncConversations(
  actor: User,
  { known, cursor }: z.output<typeof SyncConversations.body>,
  now: Date,
): Promise<Synced> {
  const { userId } = actor;
  const query = `sync ${userId}`;
  const [after, rows, hidden] = await Promise.all([
    readCursor(query, cursor),
    membershipsOf(userId, 2 * MOST_CONVERSATIONS),
    hiddenFrom(actor),
  ]);
  const numbers = new Map(Object.entries(known) as [ConversationId, number][]);
  const own = new Map(rows.map((row) => [row.conversationId, row]));
  const strange = after === null ? [...numbers.keys()].filter((id) => !own.has(id)) : [];
  const [heads, found] = await Promise.all([
    headsOf([...own.keys()]),
    mapConcurrently(strange, AT_ONCE, (id) => rowByRoster(actor, id)),
  ]);
  const behind = rows
    .flatMap((row): Behind[] => {
      const head = heads.get(row.conversationId);
      const seq = numbers.get(row.conversationId as ConversationId);
      if (!head || !isListed(head, userId) || isHiddenRequest(row, hidden) || (seq !== undefined && head.lastSeq <= seq))
        return [];
      return [{ row, head, known: seq ?? 0 }];
    })
    .filter(({ row }) => after === null || row.conversationId > after)
    .toSorted((a, b) => (a.row.conversationId < b.row.conversationId ? -1 : 1));
  const shown = await mapConcurrently(behind.slice(0, MOST_CHANGED), AT_ONCE, (one) => changeOf(actor, one, hidden, now));
  const changed = fitting(shown.map(({ change }) => change));
  return {
    changed,
    gone: strange.filter((_, i) => found[i] === null),
    cursor: await signCursor(query, behind.length > changed.length ? (changed.at(-1)?.conversationId ?? null) : null),
    meta: { archived: shown.slice(0, changed.length).some(({ archived }) => archived) },
  };
}

/** True for a request to talk that was declined, and for one across a block. */
const isHiddenRequest = ({ userId, conversationId, request }: StoredMembership, { blocked }: HiddenPeople): boolean =>
  request === 'declined' ||
  (request === 'received' && blocked.has(otherInDirect(conversationId as ConversationId, userId as UserId)));

/** The row of somebody whose row was not written yet; null for somebody who is no member. */
async function rowByRoster({ userId }: User, conversationId: ConversationId): Promise<StoredMembership | null> {
  const roster = await loadRoster(conversationId);
  const member = roster && membersOf(roster).get(userId);
  return member ? membershipOf(conversationId, userId, member) : null;
}

async function changeOf(
  actor: User,
  { row, head: { lastSeq }, known }: Behind,
  hidden: HiddenPeople,
  now: Date,
): Promise<{ readonly change: ChangedConversation; readonly archived: boolean }> {
  const conversationId = row.conversationId as ConversationId;
  const spans = spansOf(row);
  const missed = spansAfter(spans, known).flatMap(({ from, to }) =>
    from <= lastSeq ? [{ from, to: Math.min(to, lastSeq) }] : [],
  );
  const { entries, isMore } = await readEntries(conversationId, missed.toReversed(), 'desc', NEWEST_ENTRIES);
  const change = {
    ...{ conversationId, lastSeq, readSeq: row.readSeq ?? 0, mentions: unreadMentions(row), gap: isMore },
    entries: await showEntries(actor, entries.toReversed(), { spans, request: row.request, hidden }, now),
  };
  return { change, archived: hasArchived(entries) };
}

/** As many conversations from the first one on as fit into a reply, and one at least. */
function fitting(all: readonly ChangedConversation[]): ChangedConversation[] {
  let bytes = 0;
  const end = all.findIndex((one, i) => {
    bytes += Buffer.byteLength(JSON.stringify(one));
    return i > 0 && bytes > MOST_BYTES;
  });
  return all.slice(0, end < 0 ? all.length : end);
}
