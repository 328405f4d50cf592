import { tooBusy } from '#data/transaction';
import type { StoredHead } from './conversation-head.entity.ts';
import type { StoredRoster } from './conversation-roster.entity.ts';
import type { StoredEntry } from './log-entry.entity.ts';
import { isMessage, type LogPlace, noSuchConversation } from './log-rules.ts';
import { membersOf, type RosterMembers } from './roster-rules.ts';

/** The calls on one conversation's log that writers make. All reads are consistent. The simulation of its races stands in for the table. */
export interface ConversationLog {
  head(): Promise<StoredHead | null>;
  roster(): Promise<StoredRoster | null>;
  /** The entries from a number on, in rising order and without a gap. */
  since(seq: number): Promise<StoredEntry[]>;
  /** Attempts of one write, which share one second. */
  attempts(): AsyncIterable<unknown>;
}

/** The further calls of a send. */
export interface SendLog extends ConversationLog {
  /** Marks the message's id as used. @returns the number from which to look for it: this one, or that of an earlier attempt */
  mark(from: number): Promise<number>;
  /** Puts an entry at its number. @returns false when the number is taken, or a transaction holds it */
  put(entry: NumberedEntry): Promise<boolean>;
  /** Moves the head to this entry; nothing happens when the head is there or beyond. */
  advance(entry: StoredEntry, rosterVersion: number): Promise<void>;
}

/** An entry without the partition, which follows from its number. */
export type NumberedEntry = Omit<StoredEntry, 'block'>;
/** A message before it has its place. */
export type UnplacedMessage = Omit<NumberedEntry, 'seq' | 'messages' | 'clientMessageId'> & { readonly clientMessageId: string };

/** A conversation as it stands: the roster has every change up to the head's number. */
export interface ConversationState {
  readonly head: StoredHead;
  readonly roster: StoredRoster;
  readonly members: RosterMembers;
}

/** Head and roster in one trip. A roster that was read before a change that the head knows is read again. @throws NOT_FOUND */
export async function stateOf(log: ConversationLog): Promise<ConversationState> {
  const [head, first] = await Promise.all([log.head(), log.roster()]);
  const roster = head && first && first.version < head.rosterVersion ? await log.roster() : first;
  if (!head || !roster) throw noSuchConversation();
  return { head, roster, members: membersOf(roster) };
}

/**
 * Appends a message to the log, once under its sender's id for it. It takes the first number that is free, and looks at every entry below it:
 * so it meets its own earlier attempt, and a change of the members that it did not know, after which `admit` decides again. The head follows
 * last. The argument is in docs/adr, and append-message.test.ts runs it through random interleavings.
 * @param admit refuses the send by throwing
 * @returns the entry, also when an earlier attempt wrote it @throws NOT_FOUND; UNAVAILABLE when others take each number for a second
 */
export async function appendMessage(
  log: SendLog,
  message: UnplacedMessage,
  admit: (state: ConversationState) => Promise<void> | void,
): Promise<StoredEntry> {
  let state = await stateOf(log);
  await admit(state);
  const { head } = state;
  const from = await log.mark(head.lastSeq + 1);
  // The place after which the message would stand; null while it is not known what stands at `from`.
  let last: LogPlace | null = from > head.lastSeq ? { seq: head.lastSeq, messages: head.messages } : null;
  for await (const _ of log.attempts()) {
    if (last !== null) {
      const entry = { ...message, seq: last.seq + 1, messages: last.messages + 1 };
      if (await log.put(entry)) return finished(log, entry as StoredEntry, state);
    }
    const taken = await log.since(last === null ? from : last.seq + 1);
    const isChanged = !taken.every(isMessage);
    if (isChanged) state = await stateOf(log);
    const own = taken.find((entry) => isSame(entry, message));
    if (own) return finished(log, own, state);
    if (isChanged) await admit(state);
    last = taken.at(-1) ?? last;
  }
  throw tooBusy();
}

const isSame = (entry: StoredEntry, { senderId, clientMessageId }: UnplacedMessage): boolean =>
  entry.senderId === senderId && entry.clientMessageId === clientMessageId;

async function finished(log: SendLog, entry: StoredEntry, { roster }: ConversationState): Promise<StoredEntry> {
  await log.advance(entry, roster.version);
  return entry;
}
