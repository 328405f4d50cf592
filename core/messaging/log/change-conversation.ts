import { type Part, tooBusy } from '#data/transaction';
import { type ConversationLog, type ConversationState, type NumberedEntry, stateOf } from './append-message.ts';
import type { StoredHead } from './conversation-head.entity.ts';
import type { StoredRoster } from './conversation-roster.entity.ts';
import type { ChangeDetails } from './entry-details.ts';
import type { StoredEntry } from './log-entry.entity.ts';
import { isMessage, type LogPlace } from './log-rules.ts';
import { type RosterMembers, storedMembers } from './roster-rules.ts';

/** The further calls of a change. */
export interface ChangeLog extends ConversationLog {
  /** Writes all of a change, or nothing. @returns false when a number, the roster or a row is not as it was read */
  commit(change: PlacedChange): Promise<boolean>;
  /** Follows a change that was written: posts its entry to live sockets. It does not fail. */
  posted(change: Pick<PlacedChange, 'entry' | 'roster'>): Promise<void>;
}

/** A change that has been decided on. */
export interface ConversationChange {
  readonly senderId: string;
  readonly at: string;
  readonly details: ChangeDetails;
  /** Of an edit, the text before it. */
  readonly text?: string;
  /** The message that it edits or deletes, as it is then. */
  readonly revised?: StoredEntry;
  /** The members after it, where the entry has this number; null where they stay. */
  readonly members: ((seq: number) => RosterMembers) | null;
  /** The fields of the head that it sets; null takes the picture away. */
  readonly head?: Partial<Pick<StoredHead, 'name' | 'history' | 'pinned'>> & { readonly pictureId?: string | null };
  /** The rows of the people whom it is about, where the entry has this place. */
  readonly rows?: (at: LogPlace) => Readonly<Record<string, Part>>;
}

/** A change with its place in the log. */
export interface PlacedChange {
  readonly entry: NumberedEntry;
  /** The roster after the change, and the version that it replaces; a roster that stays has both the same. */
  readonly roster: StoredRoster;
  readonly before: number;
  readonly head: NonNullable<ConversationChange['head']>;
  /** The newest message, where the head does not know it as it is. */
  readonly unseen: StoredEntry | undefined;
  readonly rows: Readonly<Record<string, Part>>;
}

/** Decides on a change of a conversation as it stands; null where nothing is to be changed. It refuses by throwing. */
type Decide = (state: ConversationState) => Promise<ConversationChange | null> | ConversationChange | null;

/**
 * Changes a conversation in one transaction: the entry at the first free number, the roster on its version, the rows of the people whom it is
 * about, and the head; then live sockets get the entry. Whoever sends at the same moment either has an earlier number, or meets the entry and
 * decides again.
 * @throws NOT_FOUND; UNAVAILABLE when others keep changing the same items for a second
 */
export async function changeConversation(log: ChangeLog, decide: Decide): Promise<void> {
  for await (const _ of log.attempts()) {
    const change = await attempt(log, decide);
    if (change === null) return;
    if (change !== 'again' && (await log.commit(change))) return log.posted(change);
  }
  throw tooBusy();
}

/**
 * A change with its place, for a transaction of somebody else's, which is refused when the conversation moves on meanwhile.
 * @returns null where nothing is to be changed
 * @throws NOT_FOUND; UNAVAILABLE
 */
export async function planChange(log: ConversationLog, decide: Decide): Promise<PlacedChange | null> {
  for await (const _ of log.attempts()) {
    const change = await attempt(log, decide);
    if (change !== 'again') return change;
  }
  throw tooBusy();
}

/** One attempt of a change. @returns `again` where what was decided on has changed */
async function attempt(log: ConversationLog, decide: Decide): Promise<PlacedChange | null | 'again'> {
  const state = await stateOf(log);
  const change = await decide(state);
  if (!change) return null;
  const unseen = await log.since(state.head.lastSeq + 1);
  return unseen.every(isMessage) ? placed(state, change, unseen) : 'again';
}

function placed(
  { head, roster }: ConversationState,
  { senderId, at, details, text, revised, members, head: headNews = {}, rows }: ConversationChange,
  unseen: readonly StoredEntry[],
): PlacedChange {
  const last = unseen.at(-1) ?? { seq: head.lastSeq, messages: head.messages };
  const seq = last.seq + 1;
  const { conversationId } = head;
  return {
    entry: {
      conversationId,
      seq,
      type: 'change',
      senderId,
      at,
      messages: last.messages,
      details,
      ...(text !== undefined && { text }),
    },
    roster: members ? { conversationId, version: roster.version + 1, members: storedMembers(members(seq)) } : roster,
    before: roster.version,
    head: headNews,
    // The count of a message tells that none is newer.
    unseen: revised?.messages === last.messages ? revised : unseen.findLast(isMessage),
    rows: rows?.({ seq, messages: last.messages }) ?? {},
  };
}
