import { createdAt } from '#platform/ids';
import { BIG, FEED_LIFE, MARKING, MOST_ITEMS, MOST_RECENT, READ_NOTED, RETURNING } from './feed-limits.ts';
import { type FeedRef, type PackedRef, packRefs, sizeOf } from './feed-ref.ts';

/** Bytes of the packed recent items, so that an author's feed stays under 4 KB with its keys. */
const RECENT_BYTES = 3_600;

/** The oldest instant whose items are in feeds. */
export const feedBegin = (now: Date): Date => new Date(now.getTime() - FEED_LIFE);
/** True for an item that is not too old for a feed. */
export const isInFeeds = (itemId: string, now: Date): boolean => createdAt(itemId) > feedBegin(now);

const newestFirst = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? 1 : -1);

/** Adds items to an author's recent ones, in the order of their ids. A repeat changes nothing. The oldest ones leave, and those over 30 days. */
export function withRecent<Ref extends PackedRef>(recent: readonly Ref[], added: readonly Ref[], now: Date): Ref[] {
  const byId = new Map([...recent, ...added].map((ref) => [ref.id, ref]));
  return [...byId.values()]
    .filter(({ id }) => isInFeeds(id, now))
    .toSorted(newestFirst)
    .slice(0, MOST_RECENT);
}

/** Packs recent items into their bound: the oldest go without their hints, which a page then looks up in turn. */
export function packRecent(recent: readonly PackedRef[]): Uint8Array {
  let left = RECENT_BYTES - recent.length * sizeOf({ hint: null });
  return packRefs(
    recent.map((ref) => {
      left -= sizeOf(ref) - sizeOf({ hint: null });
      return left < 0 ? { ...ref, hint: null } : ref;
    }),
  );
}

/** The readers to whom an author's items are written: every active follower, or only those followers whose state has no room for the author. */
export type Audience = 'followers' | 'written-readers';

/** Items of an author are written to all followers, unless there are 1,000 and all of them know the author as big. */
export const audienceOf = (followers: number, everBig: 'pending' | 'ready' | undefined): Audience =>
  followers >= BIG && everBig === 'ready' ? 'written-readers' : 'followers';

/** The marking of an author as big, as the author's feed holds it. */
export interface Marking {
  readonly everBig?: 'pending' | 'ready' | undefined;
  readonly markedBy?: string | undefined;
  readonly markedAt?: string | undefined;
}

/** True when a fan-out has to begin the marking of its author: nobody has, or the one who did has not ended it. */
export const mustMark = ({ everBig, markedAt = '' }: Marking, followers: number, now: Date): boolean =>
  followers >= BIG && (everBig === undefined || (everBig === 'pending' && markedAt < ago(now, MARKING)));

const ago = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();

/** The part of a reader's state that tells how the feed is read. */
export interface ReadingState {
  readonly readAt?: string | undefined;
  readonly returnedAt?: string | undefined;
}

/** True for a reader to whom fan-outs did not write all the time, and whose rows are not written yet: the feed is read from its authors. */
export const isReturning = ({ readAt = '', returnedAt }: ReadingState, now: Date): boolean =>
  returnedAt !== undefined || readAt <= ago(now, FEED_LIFE);

/**
 * A read of the feed has to be noted (`note`), or the rows of a returning reader asked for (`return`), for the first time or since none came.
 */
export type ReadStep = 'note' | 'return';

/** @returns null where the state already says enough */
export function readStep({ readAt = '', returnedAt }: ReadingState, now: Date): ReadStep | null {
  if (readAt <= ago(now, FEED_LIFE) || (returnedAt !== undefined && returnedAt <= ago(now, RETURNING))) return 'return';
  return readAt <= ago(now, READ_NOTED) ? 'note' : null;
}

/** The newest items of several authors, as a feed begins with: at most 400. */
export const newestOf = (recents: readonly (readonly FeedRef[])[], now: Date): FeedRef[] =>
  recents
    .flat()
    .filter(({ id }) => isInFeeds(id, now))
    .toSorted(newestFirst)
    .slice(0, MOST_ITEMS);

/**
 * The instant since which a feed that begins with so many of the recent items of an author has everything of them; null when it has all.
 * @param recent newest first @param taken the number that the feed begins with
 */
export function sinceOf(recent: readonly PackedRef[], taken: number): string | null {
  const isAll = recent.length <= taken && recent.length < MOST_RECENT;
  const oldest = recent[Math.min(taken, recent.length) - 1];
  return isAll || !oldest ? null : createdAt(oldest.id).toISOString();
}
