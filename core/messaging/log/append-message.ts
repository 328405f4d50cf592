import { tooBusy } from '#data/transaction';
import { attempts } from '#platform/attempts';
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
  /** Finds the live sockets of the members, beside the mark. */
  findSockets(members: RosterMembers): Promise<void>;
  /** Puts an entry at its number. @returns false when the number is taken, or a transaction holds it */
  put(entry: NumberedEntry): Promise<boolean>;
  /**
   * Posts an entry to the live sockets of the members.
   * @returns false when one of them failed, or they could not be found; a socket that is gone has not failed
   */
  post(appended: Appended, members: RosterMembers): Promise<boolean>;
  /** Moves the head to this entry, as posted or not; nothing happens when the head is there or beyond. */
  advance(entry: StoredEntry, rosterVersion: number, isPosted: boolean): Promise<void>;
}

/** A message in its place. It is not new when an earlier attempt wrote it. */
export interface Appended {
  readonly entry: StoredEntry;
  readonly isNew: boolean;
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
export async function stateOf(log: Pick<ConversationLog, 'head' | 'roster'>): Promise<ConversationState> {
  const [head, first] = await Promise.all([log.head(), log.roster()]);
  const roster = head && first && first.version < head.rosterVersion ? await log.roster() : first;
  if (!head || !roster) throw noSuchConversation();
  return { head, roster, members: membersOf(roster) };
}

/**
 * Decides on a message: refuses it by throwing, gives the entry where it stands and is posted already, or `again` where it has changed the
 * conversation, which is then read again.
 */
export type Admit = (state: ConversationState) => Promise<Appended | 'again' | undefined> | Appended | 'again' | undefined;

/** A conversation as it was when a message was admitted to it, or when it stood there already. */
interface Admitted {
  readonly state: ConversationState;
  readonly standing: Appended | undefined;
}

/** A writer who lost against another one looks at what that one wrote, however late it is. */
const AGAIN = { pause: 10, longest: 100, most: 6 };

/** @param read the conversation, where it was read just now */
async function admitted(log: ConversationLog, admit: Admit, read?: ConversationState): Promise<Admitted> {
  let known = read;
  for await (const _ of attempts(AGAIN)) {
    const state = known ?? (await stateOf(log));
    known = undefined;
    const standing = await admit(state);
    if (standing !== 'again') return { state, standing };
  }
  throw tooBusy();
}

/**
 * Appends a message to the log, once under its sender's id for it. It takes the first number that is free, and looks at every entry below it:
 * so it meets its own earlier attempt, and a change of the members that it did not know, after which `admit` decides again. Live sockets get
 * it, and the head follows last: where `posted` is behind the log, an entry may not have been posted (repair-posts.ts). The argument is in
 * docs/adr, and append-message.test.ts runs it through random interleavings.
 * @throws NOT_FOUND; UNAVAILABLE when others take each number for a second
 */
export async function appendMessage(log: SendLog, message: UnplacedMessage, admit: Admit): Promise<Appended> {
  let { state, standing } = await admitted(log, admit);
  if (standing) return standing;
  const { head } = state;
  const [from] = await Promise.all([log.mark(head.lastSeq + 1), log.findSockets(state.members)]);
  // The place after which the message would stand; null while it is not known what stands at `from`.
  let last: LogPlace | null = from > head.lastSeq ? { seq: head.lastSeq, messages: head.messages } : null;
  for await (const _ of log.attempts()) {
    if (last !== null) {
      const entry = { ...message, seq: last.seq + 1, messages: last.messages + 1 };
      if (await log.put(entry)) return finished(log, { entry: entry as StoredEntry, isNew: true }, state);
    }
    const taken = await log.since(last === null ? from : last.seq + 1);
    const isChanged = !taken.every(isMessage);
    if (isChanged) state = await stateOf(log);
    const own = taken.find((entry) => isSame(entry, message));
    if (own) return finished(log, { entry: own, isNew: false }, state);
    if (isChanged) ({ state, standing } = await admitted(log, admit, state));
    if (standing) return standing;
    last = taken.at(-1) ?? last;
  }
  throw tooBusy();
}

const isSame = (entry: StoredEntry, { senderId, clientMessageId }: UnplacedMessage): boolean =>
  entry.senderId === senderId && entry.clientMessageId === clientMessageId;

async function finished(log: SendLog, appended: Appended, { head, roster, members }: ConversationState): Promise<Appended> {
  const { entry } = appended;
  const isPosted = head.posted >= entry.seq || (await log.post(appended, members));
  await log.advance(entry, roster.version, isPosted);
  return appended;
}
