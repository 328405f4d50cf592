import { userPage } from '#core/users';
import { auditEach, type Difference, differencesOf, gapsIn, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { ConversationId, UserId } from '#schemas/common';
import { auditMessages, repairMessages } from './audit-messages.ts';
import { hasBegun } from './conversations/begin-conversation.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { noteBlock, notesOf } from './log/block-note.store.ts';
import { correctHead, loadHead, loadRoster } from './log/conversation.store.ts';
import type { StoredHead } from './log/conversation-head.entity.ts';
import type { StoredEntry } from './log/log-entry.entity.ts';
import { BLOCK, blockOf, boundsOf, isMessage, shownInHead } from './log/log-rules.ts';
import type { StoredMembership } from './log/membership.entity.ts';
import { addMissingRows, allMembershipsOf, correctRow, rowsOfMembers } from './log/membership.store.ts';
import { entriesSince } from './log/read-entries.ts';
import { membersOf, type RosterMember, type RosterMembers } from './log/roster-rules.ts';
import { auditSentMedia, repairSentMedia } from './messages/chat-media.ts';

/**
 * Compares each conversation's head with its log, and the rows of its members with its roster. A conversation is audited with its owner, one
 * of two people with the smaller id; of the log the newest 1,000 to 2,000 numbers are read, and what hangs on them: pins, reactions, mentions.
 * No upload of a person hangs on a message that is deleted, and a note leads to each block that is to be archived. The repair brings heads
 * to the log, and rows to the roster; a gap in a log needs a person.
 */
export const messagingUpkeep: Upkeep = {
  kind: 'user',
  nights: 7,
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds, now) => auditEach(userIds, (userId) => auditPerson(userId as UserId, now)),
  repair: (userId, now) => repairPerson(userId as UserId, now),
  erase: erasePerson,
  export: exportPerson,
};

/** All that an audit of one conversation compares. */
interface Audited {
  readonly conversationId: ConversationId;
  readonly head: StoredHead;
  readonly rosterVersion: number;
  /** The members who have a row. */
  readonly members: RosterMembers;
  readonly rows: ReadonlyMap<UserId, StoredMembership>;
  /** The entries of the newest partition and the one before it. */
  readonly newest: readonly StoredEntry[];
  /** The blocks that have a note. */
  readonly noted: ReadonlySet<number>;
}

const presentRows = async (userId: UserId): Promise<StoredMembership[]> =>
  (await allMembershipsOf(userId)).filter(({ state }) => state === 'in');

/** The person with whom a conversation is audited. */
const auditedWith = (members: RosterMembers): UserId | undefined =>
  [...members].find(([, { role }]) => role === 'owner')?.[0] ?? [...members.keys()].toSorted()[0];

/** A conversation that is audited with this person; null for another one. */
async function loadAudited(userId: UserId, conversationId: ConversationId): Promise<Audited | null> {
  const roster = await loadRoster(conversationId);
  const members = roster && membersOf(roster);
  if (!members || auditedWith(members) !== userId) return null;
  const head = await loadHead(conversationId);
  if (!head) return null;
  const [opener] = hasBegun(head) ? [] : [head.createdBy];
  const withRow: RosterMembers = opener === undefined ? members : new Map([...members].filter(([id]) => id === opener));
  const [rows, newest, notes] = await Promise.all([
    rowsOfMembers(conversationId, [...members.keys()]),
    entriesSince(conversationId, Math.max(0, blockOf(Math.max(1, head.lastSeq)) - 1) * BLOCK + 1),
    notesOf(conversationId),
  ]);
  const noted = new Set(notes.map(({ block }) => block));
  return { conversationId, head, rosterVersion: roster.version, members: withRow, rows, newest, noted };
}

/** The fields of a row that follow from the roster. */
const fieldsOf = (member: RosterMember | null | undefined) => ({ role: null, ...member, request: member?.request ?? null });

async function auditPerson(userId: UserId, now: Date): Promise<Difference[]> {
  const found = await auditSentMedia(userId);
  for (const row of await presentRows(userId)) {
    const conversationId = row.conversationId as ConversationId;
    const [roster, audited] = await Promise.all([loadRoster(conversationId), loadAudited(userId, conversationId)]);
    const member = roster && membersOf(roster).get(userId);
    found.push(...differencesOf(`membership of ${userId} in ${conversationId}`, row, fieldsOf(member)));
    if (audited)
      found.push(
        ...[...auditHead(audited), ...auditLog(audited), ...auditRows(audited, userId), ...auditNotes(audited, now)],
        ...(await auditMessages(audited)),
      );
  }
  return found;
}

/** The fields of a head that follow from the newest entries; what they do not show is left out. */
function headFrom({ newest, rosterVersion }: Audited) {
  const [last, message] = [newest.at(-1), newest.findLast(isMessage)];
  return {
    rosterVersion,
    ...(last ? { lastSeq: last.seq, messages: last.messages } : { lastSeq: 0, messages: 0 }),
    ...(message && shownInHead(message)),
  };
}

const auditHead = (audited: Audited): Difference[] =>
  differencesOf(`head of ${audited.conversationId}`, audited.head, headFrom(audited));

function auditLog({ conversationId, newest }: Audited): Difference[] {
  const [first] = newest;
  if (!first) return [];
  const before = { seq: first.seq - 1, messages: first.messages - (isMessage(first) ? 1 : 0) };
  let { messages } = before;
  return [
    ...gapsIn(
      `log of ${conversationId}`,
      newest.map(({ seq }) => seq - before.seq),
    ),
    ...newest.flatMap((entry) => {
      messages += isMessage(entry) ? 1 : 0;
      return differencesOf(`entry ${entry.seq} of ${conversationId}`, entry, { messages });
    }),
  ];
}

/** The rows of the others, and what each member's row says of the messages up to the entry that they have read. */
function auditRows({ conversationId, members, rows, newest }: Audited, except: UserId): Difference[] {
  const counts = new Map(newest.map(({ seq, messages }) => [seq, messages]));
  return [...members].flatMap(([userId, member]) => {
    const row = rows.get(userId);
    const readMessages = row?.readSeq === undefined ? undefined : counts.get(row.readSeq);
    const should = { ...(userId !== except && fieldsOf(member)), ...(readMessages !== undefined && { readMessages }) };
    return differencesOf(`membership of ${userId} in ${conversationId}`, row, should);
  });
}

/** Milliseconds after which the stream has written the note of a block. */
const NOTED_AFTER = 2 * 3_600_000;

/** The newest blocks without a note by which they come to be archived. One that is full and archived needs none. */
const unnoted = ({ newest, noted }: Audited, now: Date): StoredEntry[] =>
  newest.filter(
    ({ seq, block, at }) =>
      seq === boundsOf(block).first &&
      !noted.has(block) &&
      Date.parse(at) + NOTED_AFTER < now.getTime() &&
      !newest.some((entry) => entry.archive?.object && entry.seq === boundsOf(block).last),
  );

const auditNotes = (audited: Audited, now: Date): Difference[] =>
  unnoted(audited, now).flatMap(({ block }) =>
    differencesOf(`note of block ${block} of ${audited.conversationId}`, null, { block }),
  );

async function repairPerson(userId: UserId, now: Date): Promise<string[]> {
  const repaired = await repairSentMedia(userId, now);
  for (const { conversationId } of await presentRows(userId)) {
    const audited = await loadAudited(userId, conversationId as ConversationId);
    if (audited) repaired.push(...(await repairConversation(audited, now)));
  }
  return repaired;
}

async function repairConversation(audited: Audited, now: Date): Promise<string[]> {
  const { conversationId, head, members, rows } = audited;
  const repaired = (await addMissingRows(conversationId, members)).map(
    (userId) => `membership of ${userId} in ${conversationId}`,
  );
  for (const [userId, member] of members) {
    const row = rows.get(userId);
    if (!row || differencesOf('', row, fieldsOf(member)).length === 0) continue;
    await correctRow(conversationId, userId, member);
    repaired.push(`membership of ${userId} in ${conversationId}`);
  }
  for (const { block } of unnoted(audited, now))
    if (await noteBlock(conversationId, block, now.toISOString())) repaired.push(`note of block ${block} of ${conversationId}`);
  if (auditHead(audited).length > 0) {
    const { preview, ...change } = { preview: undefined, ...headFrom(audited) };
    const isSet = await correctHead(
      head,
      { ...change, ...(preview !== undefined && { preview }) },
      preview === undefined ? ['preview'] : [],
    );
    if (isSet) repaired.push(`head of ${conversationId}`);
  }
  return [...repaired, ...(await repairMessages(audited))];
}
