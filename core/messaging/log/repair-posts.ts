import { type ConversationLog, stateOf } from './append-message.ts';
import type { StoredEntry } from './log-entry.entity.ts';
import { isMessage } from './log-rules.ts';
import type { RosterMembers } from './roster-rules.ts';

/** The further calls of a repair. */
export interface RepairLog extends Omit<ConversationLog, 'attempts'> {
  /** Posts an entry to the live sockets of the members. Those that fail are closed, so that their clients connect and read what they missed. */
  post(entry: StoredEntry, members: RosterMembers): Promise<void>;
  /** Moves the head to the newest entry. Nothing happens when it is there or beyond. */
  catchUp(newest: StoredEntry, message: StoredEntry | undefined, rosterVersion: number): Promise<void>;
  /** Notes that an entry was posted, which the head is at or beyond. */
  notePosted(seq: number): Promise<void>;
}

/** Entries that are posted again; a client reads earlier ones when it meets the gap. */
const MOST_POSTED = 20;

/**
 * Posts the entries of a log that may not have been posted, and brings the head to it: a process died before its posts, or a socket failed. It
 * bears repeats, since clients drop an entry that they have. 3 RRU where all is posted already.
 * @throws when a socket could neither be posted to nor be closed
 */
export async function repairPosts(log: RepairLog): Promise<void> {
  const first = await stateOf(log);
  const entries = await log.since(first.head.posted + 1);
  const newest = entries.at(-1);
  if (!newest) return;
  // A roster that was read before the log may miss a change in it.
  const { members, roster } = entries.every(isMessage) ? first : await stateOf(log);
  for (const entry of entries.slice(-MOST_POSTED)) await log.post(entry, members);
  await log.catchUp(newest, entries.findLast(isMessage), roster.version);
  await log.notePosted(newest.seq);
}
