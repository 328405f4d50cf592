import { closeEach } from '#core/realtime';
import { batchAll } from '#data/batch';
import { conditionHeld, deadline, type Part, part, transact } from '#data/transaction';
import { updateOnce } from '#data/update-once';
import { UpdateCommand } from '#document-client';
import { attempts } from '#platform/attempts';
import type { ConversationId } from '#schemas/common';
import type { ConversationLog, ConversationState, NumberedEntry, SendLog } from './append-message.ts';
import type { ChangeLog, PlacedChange } from './change-conversation.ts';
import { conversationHeadEntity, type StoredHead } from './conversation-head.entity.ts';
import { conversationRosterEntity, type StoredRoster } from './conversation-roster.entity.ts';
import { entryPart, putEntry, putMark, rowOf } from './entry.store.ts';
import type { StoredEntry } from './log-entry.entity.ts';
import { shownInHead } from './log-rules.ts';
import { postEntry } from './post-entries.ts';
import { entriesSince } from './read-entries.ts';
import type { RepairLog } from './repair-posts.ts';
import { membersOf } from './roster-rules.ts';
import type { picksOfEntry } from './slip-posts.ts';

/** Consistent; 1 RRU. */
export async function loadHead(conversationId: ConversationId): Promise<StoredHead | null> {
  const { data } = await conversationHeadEntity().get({ conversationId }).go({ consistent: true });
  return data;
}

/** The heads of conversations, 100 to a request. 0.5 RRU each. */
export async function headsOf(conversationIds: readonly string[]): Promise<Map<string, StoredHead>> {
  const keys = conversationIds.map((conversationId) => ({ conversationId }));
  const heads = await batchAll(keys, (some) => conversationHeadEntity().get(some).go({ concurrent: 5 }));
  return new Map(heads.map((head) => [head.conversationId, head]));
}

/** Consistent; 1 RRU per 4 KB, 3 for 256 members. */
export async function loadRoster(conversationId: ConversationId): Promise<StoredRoster | null> {
  const { data } = await conversationRosterEntity().get({ conversationId }).go({ consistent: true });
  return data;
}

/** The head and the roster of a new conversation. The head is refused when there is one. */
export const newConversationParts = (head: StoredHead, roster: StoredRoster): Readonly<Record<'head' | 'roster', Part>> => ({
  head: part({ heads: conversationHeadEntity() }, ({ heads }) => [heads.create(head).commit()]),
  roster: part({ rosters: conversationRosterEntity() }, ({ rosters }) => [rosters.put(roster).commit()]),
});

/** Replaces the roster of this version; checks the version where the roster stays. Refused when there is a newer one. */
const rosterPart = (roster: StoredRoster, before: number): Part =>
  part({ rosters: conversationRosterEntity() }, ({ rosters }) => {
    const { conversationId, version } = roster;
    const write = version === before ? rosters.check({ conversationId }) : rosters.put(roster);
    return [write.where((attr, op) => op.eq(attr.version, before)).commit()];
  });

/**
 * Replaces a roster outside of the log, where nobody is to see it: the roster of this version, and the version that the head knows. Refused
 * when either is not as it was read.
 */
export const unloggedParts = (
  { head, roster }: Pick<ConversationState, 'head' | 'roster'>,
  members: StoredRoster['members'],
): Readonly<Record<'roster' | 'head', Part>> => {
  const { conversationId, version } = roster;
  return {
    roster: rosterPart({ conversationId, version: version + 1, members }, version),
    head: part({ heads: conversationHeadEntity() }, ({ heads }) => [
      heads
        .patch({ conversationId })
        .set({ rosterVersion: version + 1 })
        .where((attr, op) => op.eq(attr.rosterVersion, head.rosterVersion))
        .commit(),
    ]),
  };
};

/** The first message of two people, with the roster as it is then. */
export const beginning = (
  entry: NumberedEntry,
  { roster: { conversationId, version } }: Pick<ConversationState, 'roster'>,
  members: StoredRoster['members'],
): PlacedChange => ({
  entry,
  roster: { conversationId, version: version + 1, members },
  before: version,
  head: {},
  unseen: rowOf(entry),
  rows: {},
});

/** Refused when something stands in the log, or the roster has changed. */
export const beginningParts = (first: PlacedChange): Readonly<Record<'entry' | 'roster' | 'head', Part>> => ({
  entry: entryPart(first.entry),
  roster: rosterPart(first.roster, first.before),
  head: headPart(first),
});

/** The fields of a head that an entry brings it to. */
const movedTo = ({ seq, messages }: Pick<StoredEntry, 'seq' | 'messages'>, rosterVersion: number) => ({
  lastSeq: seq,
  messages,
  rosterVersion,
});

/** The fields by which a head shows a message, and the fields that it has no value for. */
function shown(message: StoredEntry) {
  const { preview, ...fields } = shownInHead(message);
  return {
    set: { ...fields, ...(preview !== undefined && { preview }) },
    removed: preview === undefined ? (['preview'] as const) : [],
  };
}

/** Moves a head to a change. Refused when the head is beyond. */
const headPart = ({ entry, roster, head, unseen }: PlacedChange): Part =>
  part({ heads: conversationHeadEntity() }, ({ heads }) => {
    const { set, removed } = unseen ? shown(unseen) : { set: {}, removed: [] };
    const { pictureId, ...fields } = head;
    return [
      heads
        .patch({ conversationId: entry.conversationId })
        .set({ ...movedTo(entry, roster.version), ...fields, ...(pictureId && { pictureId }), ...set })
        .remove([...removed, ...(pictureId === null ? (['pictureId'] as const) : [])])
        .where((attr, op) => op.lt(attr.lastSeq, entry.seq))
        .commit(),
    ];
  });

/** Moves a head to a message. 1 WRU. @returns false when the head is there or beyond */
export const advanceHead = (message: StoredEntry, rosterVersion: number, isPosted: boolean): Promise<boolean> => {
  const { set, removed } = shown(message);
  const params = conversationHeadEntity()
    .patch({ conversationId: message.conversationId })
    .set({ ...movedTo(message, rosterVersion), ...set, ...(isPosted && { posted: message.seq }) })
    .remove([...removed])
    .where((attr, op) => op.lt(attr.lastSeq, message.seq))
    .params<UpdateCommand['input']>();
  return conditionHeld(updateOnce(new UpdateCommand(params)));
};

/** Moves a head to the newest entry of its log. 1 WRU. @param message the newest message, where the head does not know it */
const catchUpHead = (newest: StoredEntry, message: StoredEntry | undefined, rosterVersion: number): Promise<boolean> => {
  const { set, removed } = message ? shown(message) : { set: {}, removed: [] };
  return conditionHeld(
    conversationHeadEntity()
      .patch({ conversationId: newest.conversationId })
      .set({ ...movedTo(newest, rosterVersion), ...set })
      .remove([...removed])
      .where((attr, op) => op.lt(attr.lastSeq, newest.seq))
      .go(),
  );
};

/** Notes that an entry was posted, which the head is at or beyond. 1 WRU. @returns false when a later one was, or the head is behind */
export const notePosted = (conversationId: string, seq: number): Promise<boolean> =>
  conditionHeld(
    conversationHeadEntity()
      .patch({ conversationId })
      .set({ posted: seq })
      .where((attr, op) => `${op.lt(attr.posted, seq)} AND ${op.gte(attr.lastSeq, seq)}`)
      .go(),
  );

/** Sets what a head says of its log, on condition that it is as it was read. For repairs and erasure. */
export const correctHead = (
  before: StoredHead,
  change: Partial<StoredHead>,
  removed: readonly ('preview' | 'lastSenderId')[] = [],
) =>
  conditionHeld(
    conversationHeadEntity()
      .patch({ conversationId: before.conversationId })
      .set(change)
      .remove([...removed])
      .where((attr, op) => op.eq(attr.lastSeq, before.lastSeq))
      .go(),
  );

/** @param until the end of all attempts; a second from the first one when left out */
const tableLog = (conversationId: ConversationId, until?: number): ConversationLog => ({
  head: () => loadHead(conversationId),
  roster: () => loadRoster(conversationId),
  since: (seq) => entriesSince(conversationId, seq),
  attempts: () => attempts({ pause: 10, longest: 100, until: until ?? deadline() }),
});

/** The log of a conversation, for a message of this sender under this id. */
export const sendLog = (
  conversationId: ConversationId,
  { senderId, clientMessageId }: { readonly senderId: string; readonly clientMessageId: string },
  posts: Pick<SendLog, 'findSockets' | 'post'>,
): SendLog => ({
  ...tableLog(conversationId),
  ...posts,
  mark: (from) => putMark(senderId, conversationId, clientMessageId, from),
  put: putEntry,
  advance: async (entry, rosterVersion, isPosted) => void (await advanceHead(entry, rosterVersion, isPosted)),
});

/** The log of a conversation, for the repair of its posts. */
export const repairLog = (conversationId: ConversationId, now: Date): RepairLog => ({
  ...tableLog(conversationId),
  async post(entry, members) {
    await closeEach(await postEntry(entry, members, now));
  },
  catchUp: async (newest, message, rosterVersion) => void (await catchUpHead(newest, message, rosterVersion)),
  notePosted: async (seq) => void (await notePosted(conversationId, seq)),
});

/** The parts of a change, which stand together or not at all. */
export const partsOfChange = (change: PlacedChange): Readonly<Record<string, Part>> => ({
  ...change.rows,
  entry: entryPart(change.entry),
  roster: rosterPart(change.roster, change.before),
  head: headPart(change),
});

/** The transaction of a change costs 2 WRU for each KB of entry, roster, row and head. */
const committing = (conversationId: ConversationId, until: number): Omit<ChangeLog, 'posted'> => ({
  ...tableLog(conversationId, until),
  commit: async (change) => (await transact(partsOfChange(change), until)).size === 0,
});

/**
 * Posts a change, or the first message of two people, to the members with a live socket, and notes that. 1 WRU, 0.5 RRU for each member.
 * @param picksOf reads the pick of a slip
 */
export async function postPlaced(
  { entry, roster }: Pick<PlacedChange, 'entry' | 'roster'>,
  picksOf?: typeof picksOfEntry,
): Promise<void> {
  const failed = await postEntry(rowOf(entry), membersOf(roster), new Date(entry.at), picksOf).catch(() => null);
  if (failed?.length === 0) await notePosted(entry.conversationId, entry.seq).catch(() => false);
}

/** The log of a conversation, for a change that members with a live socket learn at once. */
export const changeLog = (conversationId: ConversationId, until = deadline()): ChangeLog => ({
  ...committing(conversationId, until),
  posted: (change) => postPlaced(change),
});

/** The log of a conversation, for a change that the repair posts (repair-posts.ts). */
export const quietLog = (conversationId: ConversationId, until = deadline()): ChangeLog => ({
  ...committing(conversationId, until),
  posted: async () => undefined,
});
