/** Followers from which on an author is big: feeds read the items of big authors, and no fan-out writes them. */
export const BIG = 1_000;
/** Items of an author that one read finds. */
export const MOST_RECENT = 80;
/** Items of an author that a new follower's feed begins with. */
export const BACK_FILLED = 20;
/** Big authors in a reader's state. */
export const MOST_BIG = 200;
/** Items that a feed shows from its beginning. */
export const MOST_ITEMS = 400;
/** Milliseconds for which an item is in feeds: 30 days. */
export const FEED_LIFE = 30 * 86_400_000;
/** Milliseconds after which a read of the feed is noted again: 12 hours. */
export const READ_NOTED = 12 * 3_600_000;
/** Milliseconds that fan-outs write on after the feed counts as left, longer than any message waits: a day. */
const MARGIN = 86_400_000;
/** Milliseconds from a read to the end of the fan-outs that it brings. */
export const ACTIVE_LIFE = FEED_LIFE + MARGIN;
/** Milliseconds for which a reader may have a socket open after the last noted read of the feed: a day. */
export const ONLINE = 86_400_000;
/** Milliseconds after which another fan-out takes over the marking of a big author. */
export const MARKING = 15 * 60_000;
/** Milliseconds after which a return that brought no rows is asked for again. */
export const RETURNING = 5 * 60_000;
