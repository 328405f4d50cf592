import type { ItemHint } from '#core/content';
import type { EventId, PickId, UserId } from '#schemas/common';
import type { ItemType } from '#schemas/item-views';

/**
 * A reference to an item. It holds no copy of the item, so that a change of the item shows in every feed at once. `hint` lets a page load all
 * that it shows in one trip; null where it is not known, and the page then looks it up in turn.
 */
export interface FeedRef {
  readonly type: ItemType;
  /** A UUIDv7 of the server's: feeds are in its order. */
  readonly id: string;
  readonly authorId: UserId;
  readonly hint: ItemHint | null;
}

/** A reference without its author, who stands beside it in a row. Nor is the author in its hint. */
export type PackedRef = Omit<FeedRef, 'authorId'>;

/** Ids of a hint at most, so that a feed row stays under 1 KB. An item with more of them is looked up in turn. */
export const MOST_HINTED = 40;
const ID = 16;
/** Bytes of a reference without its hint: its id, its type, and how many ids of people, picks and events follow. */
const HEAD = ID + 4;
/** Says that the hint is not known. */
const UNKNOWN = 255;
/** In the order of their numbers in a packed reference, to which new ones are added at the end. */
const TYPES: readonly ItemType[] = ['pick', 'post'];

export const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
export const idOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const idsIn = ({ userIds, pickIds, eventIds }: ItemHint): string[] => [...userIds, ...pickIds, ...eventIds];

/** The bytes that a reference takes when it is packed. */
export const sizeOf = ({ hint }: Pick<FeedRef, 'hint'>): number => {
  const ids = hint === null ? 0 : idsIn(hint).length;
  return HEAD + (ids > MOST_HINTED ? 0 : ids * ID);
};

/** Packs references one after the other: 20 bytes each, and 16 for each id of its hint. */
export function packRefs(refs: readonly PackedRef[]): Uint8Array {
  return Buffer.concat(
    refs.map(({ type, id, hint }) => {
      const ids = hint === null ? [] : idsIn(hint);
      const isKnown = hint !== null && ids.length <= MOST_HINTED;
      const counts = isKnown ? [hint.userIds, hint.pickIds, hint.eventIds].map(({ length }) => length) : [UNKNOWN, 0, 0];
      const head = Buffer.from([TYPES.indexOf(type), ...counts]);
      return Buffer.concat([bytesOf(id), head, ...(isKnown ? ids.map(bytesOf) : [])]);
    }),
  );
}

export function unpackRefs(packed: Uint8Array): PackedRef[] {
  const refs: PackedRef[] = [];
  for (let at = 0; at < packed.length; ) {
    const id = idOf(packed.subarray(at, at + ID));
    const [type = 0, users = UNKNOWN, picks = 0, events = 0] = packed.subarray(at + ID, at + HEAD);
    at += HEAD;
    const count = users === UNKNOWN ? 0 : users + picks + events;
    const ids = Array.from({ length: count }, (_, i) => idOf(packed.subarray(at + i * ID, at + (i + 1) * ID)));
    at += count * ID;
    const hint = {
      userIds: ids.slice(0, users) as UserId[],
      pickIds: ids.slice(users, users + picks) as PickId[],
      eventIds: ids.slice(users + picks) as EventId[],
    };
    refs.push({ type: TYPES[type] ?? 'pick', id, hint: users === UNKNOWN ? null : hint });
  }
  return refs;
}

/** A reference without the author, as it is packed. */
export const withoutAuthor = ({ type, id, authorId, hint }: FeedRef): PackedRef => ({
  type,
  id,
  hint: hint && { ...hint, userIds: hint.userIds.filter((userId) => userId !== authorId) },
});

/** The reference of an author. */
export const withAuthor = ({ type, id, hint }: PackedRef, authorId: UserId): FeedRef => ({
  type,
  id,
  authorId,
  hint: hint && { ...hint, userIds: [authorId, ...hint.userIds] },
});
