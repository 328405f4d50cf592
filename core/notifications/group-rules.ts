/** A notification collects what happens to one thing. */
import { type ItemRef, itemRef } from '#core/content';
import { createdAt } from '#platform/ids';
import type { ItemType } from '#schemas/item-views';
import { MOST_MEMBERS, type NotificationKind } from '#schemas/notifications';
import type { StoredNotification } from './notification.entity.ts';

/** Milliseconds from its beginning for which a notification that is not read collects. */
export const OPEN_FOR = 12 * 3_600_000;
/** Milliseconds after its id within which a notification is written: longer than its writer lives, and than the first retry waits. */
const WRITTEN_IN = 5 * 60_000;
/** Seconds for which a notification is kept. */
export const KEPT_FOR = 60 * 86_400;
/** The notifications of one thing that are remembered: they cover five days and more. */
export const IDS_KEPT = 10;

/** One thing that somebody did, that happened to a pick, or that an author has made. */
export interface NotificationFact {
  /** The id of the person, the pick, the post or the thing. */
  readonly by: string;
  /** Tells the facts of one person or pick apart: the end of a comment's id, the version of an outcome, the type of an item. 8 hexadecimal digits. */
  readonly mark: string;
  /** It may have been told before: it joins a notification that is open, and is not told again. */
  readonly again?: boolean | undefined;
}

/** The characters of a member. */
const MEMBER = 27;

/** A fact as a notification keeps it: 16 bytes of the id and 4 of the mark, in base64url. */
export const memberOf = ({ by, mark }: Pick<NotificationFact, 'by' | 'mark'>): string =>
  Buffer.from(by.replaceAll('-', '') + mark, 'hex').toString('base64url');

/** The fact that a member was made of. */
export function factOf(member: string): { by: string; mark: string } {
  const hex = Buffer.from(member, 'base64url').toString('hex');
  return { by: hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), mark: hex.slice(32) };
}

/** The members in a row's text, in their order. */
export const membersIn = (text: string): string[] =>
  Array.from({ length: text.length / MEMBER }, (_, i) => text.slice(i * MEMBER, (i + 1) * MEMBER));

/** The mark where one person or pick has but one fact. */
export const ONLY = '00000000';
/** The mark of a fact that has an id. */
export const markOf = (id: string): string => id.slice(-8);
/** The mark of a fact that has a number. */
export const markOfNumber = (number: number): string => number.toString(16).padStart(8, '0');

/** The mark of a new item: its type. */
export const markOfItem = (type: ItemType): string => markOfNumber(type === 'post' ? 1 : 0);
/** The item that a fact of its author names. */
export const itemOfFact = ({ by, mark }: Pick<NotificationFact, 'by' | 'mark'>): ItemRef =>
  itemRef(mark === markOfItem('post') ? 'post' : 'pick', by);

/** True while a notification collects: until it is read, and for 12 hours. */
export const isOpen = (notificationId: string, readAt: string | undefined, now: Date): boolean =>
  readAt === undefined && createdAt(notificationId).getTime() + OPEN_FOR > now.getTime();

/**
 * True for a notification that news join: one that collects, or one of whose id alone is there and that is being written, or whose writer died.
 * @param row null when the id alone is there
 */
export const takesNews = (notificationId: string, row: Pick<StoredNotification, 'readAt'> | null, now: Date): boolean =>
  row ? isOpen(notificationId, row.readAt, now) : createdAt(notificationId).getTime() + WRITTEN_IN > now.getTime();

/** The members of a notification, as far as a fact changes them. */
export type Members = Pick<StoredNotification, 'members' | 'cut'>;

/** A notification with facts added to it. `news` are those that it did not have and that were never told. */
export interface Joined extends Members {
  readonly news: readonly NotificationFact[];
}

/**
 * Adds facts, each of which stands now. Adding one twice is adding it once. Of a pick the newest fact replaces the others, and an older one is
 * no news.
 * @param facts in their order; the last one becomes the first member
 */
export function join(
  kind: { readonly members: 'people' | 'picks' | 'items' | 'thing' },
  before: Members,
  facts: readonly NotificationFact[],
): Joined {
  let members = membersIn(before.members);
  const news: NotificationFact[] = [];
  for (const fact of facts) {
    const member = memberOf(fact);
    if (members.includes(member)) continue;
    const others = kind.members === 'picks' ? members.filter((other) => factOf(other).by === fact.by) : [];
    if (others.some((other) => factOf(other).mark > fact.mark)) continue;
    members = [member, ...members.filter((other) => !others.includes(other))];
    if (!fact.again) news.push(fact);
  }
  const cut = before.cut === true || members.length > MOST_MEMBERS;
  return { members: members.slice(0, MOST_MEMBERS).join(''), ...(cut && { cut }), news };
}

/** True when a notification tells a fact, or a newer one of the same pick. */
export function tells(kind: { readonly members: string }, { members }: Members, fact: NotificationFact): boolean {
  const all = membersIn(members);
  if (all.includes(memberOf(fact))) return true;
  return kind.members === 'picks' && all.map(factOf).some(({ by, mark }) => by === fact.by && mark > fact.mark);
}

/** Takes facts out that were withdrawn. @returns null when the notification had none of them */
export function leave(before: Members, facts: readonly NotificationFact[]): Members | null {
  const gone = new Set(facts.map(memberOf));
  const members = membersIn(before.members)
    .filter((member) => !gone.has(member))
    .join('');
  return members === before.members ? null : { ...before, members };
}

/** True for a notification without anything to show. */
export const isEmpty = ({ members, cut }: Members): boolean => members === '' && !cut;

/** The subject of a notification: `event#<id>`. */
export const subjectOf = (type: string, id: string): string => `${type}#${id}`;
/** A comment as a subject, with the item that it is on: `comment#<id>#post#<id>`. */
export const subjectOfComment = (id: string, item: ItemRef): string => `comment#${id}#${item.type}#${item.id}`;

/** The parts of a subject. `item` is the one that a comment is on, or the subject itself where it is an item. */
export function partsOfSubject(subject: string): { type: string; id: string; item: ItemRef | null } {
  const [type = '', id = '', itemType, itemId = ''] = subject.split('#');
  if (itemType !== undefined) return { type, id, item: itemRef(itemType as ItemType, itemId) };
  return { type, id, item: type === 'post' || type === 'pick' ? itemRef(type, id) : null };
}

/** A user's notifications about one thing. */
export interface SubjectKey {
  readonly userId: string;
  readonly kind: NotificationKind;
  readonly subject: string;
}

/** An id that is smaller than those of all notifications that could have collected something at an instant. @param at ISO 8601 */
export const idAt = (at: string): string => firstIdAt(Date.parse(at) - OPEN_FOR);

/** An id that is smaller than all that are made from an instant on. @param ms epoch milliseconds */
export function firstIdAt(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
