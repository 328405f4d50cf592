/** Feeds: the items of followed authors, trending items, the home feed, and what carries items there. */
export { authorFeedUpkeep } from './author-feed.upkeep.ts';
export { countTrend } from './count-trend.ts';
export { fanOut } from './fan-out.ts';
export { announcePick, announcePost, bringRowsBack, followInFeed } from './feed.projection.ts';
export { FanOutMessage, MarkMessage } from './feed-messages.ts';
export { getFollowing } from './following.ts';
export { getFeed } from './get-feed.ts';
export { getTrending } from './get-trending.ts';
export { giveFeedback } from './give-feedback.ts';
export { markBig } from './mark-big.ts';
export { readerFeedUpkeep } from './reader-feed.upkeep.ts';
export { trendUpkeep } from './trend.upkeep.ts';
export { updateTrends } from './update-trends.ts';
