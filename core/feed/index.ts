/** Feeds: the items of followed authors, and what carries them there. */
export { authorFeedUpkeep } from './author-feed.upkeep.ts';
export { fanOut } from './fan-out.ts';
export { announcePick, announcePost, bringRowsBack, followInFeed } from './feed.projection.ts';
export { FanOutMessage, MarkMessage } from './feed-messages.ts';
export { getFollowing } from './following.ts';
export { markBig } from './mark-big.ts';
export { readerFeedUpkeep } from './reader-feed.upkeep.ts';
