import type { DomainData } from '#data/data-row';

const EXPIRY = ['expiresAt'];

/** The register of what feeds store. */
export const feedData: DomainData = {
  authorfeed: {
    purpose: 'the newest items of an author, for the feeds of others',
    retention: 'as long as the account',
    personal: ['authorId', 'recent'],
    other: ['revision', 'everBig', 'markedBy', 'markedAt'],
    unexported: { authorId: 'names the row' },
  },
  timeline: {
    purpose: 'the items of an author, for the feeds of others',
    retention: '30 days',
    personal: ['authorId', 'itemId', 'ref'],
    other: EXPIRY,
    unexported: 'repeats picks and posts',
  },
  writtenreader: {
    purpose: 'a reader to whom the items of a big author are still written',
    retention: 'as long as the follow',
    personal: ['authorId', 'readerId'],
    other: [],
    unexported: 'repeats `follow`',
  },
  feedrow: {
    purpose: 'an item in the feed of a reader',
    retention: '30 days',
    personal: ['readerId', 'itemId', 'authorId', 'ref'],
    other: EXPIRY,
    unexported: 'names items of others',
  },
  feedstate: {
    purpose: 'what a reader has read, so that pages are complete',
    retention: 'as long as the account',
    personal: ['readAt', 'completeSince', 'readerId', 'big', 'returnedAt'],
    other: [],
    unexported: { readerId: 'names the row', big: 'repeats `follow`', returnedAt: 'gone within minutes' },
  },
  activereader: {
    purpose: 'a reader to whom new items are written',
    retention: '31 days after the last read of the feed',
    personal: ['readerId', 'readAt'],
    other: EXPIRY,
    unexported: 'repeats `feedstate`',
  },
  feedreturn: {
    purpose: 'asks for the items of a reader who came back',
    retention: 'a day',
    personal: ['readerId', 'returnedAt'],
    other: EXPIRY,
    unexported: 'gone within a day',
    unerased: 'gone within a day',
  },
  feedback: {
    purpose: 'the wish of a reader to see less of an author, or an item no more',
    retention: '90 days',
    personal: ['itemId', 'authorId', 'less', 'hidden', 'at', 'userId'],
    other: EXPIRY,
    unexported: { userId: 'names the row' },
  },
  homesession: {
    purpose: 'the ranked list through which a reader pages',
    retention: '30 minutes',
    personal: ['rows', 'sessionId', 'userId'],
    other: ['weights', ...EXPIRY],
    unexported: { userId: 'names the row' },
  },
  trendcount: {
    purpose: 'the number of people who reacted to an item in 5 minutes',
    retention: '3 days',
    personal: ['authorId', 'itemId', 'ref'],
    other: ['sport', 'bucket', 'shard', 'sports', 'people', ...EXPIRY],
    unexported: 'repeats picks and posts',
    unerased: 'gone within 3 days, and shown only while its item is',
  },
  trendbucket: {
    purpose: 'the buckets in which something is counted',
    retention: 'until lists contain them',
    personal: [],
    other: ['of', 'bucket', 'sports', ...EXPIRY],
  },
  trendlist: {
    purpose: 'the trending items',
    retention: '3 days',
    personal: ['rows'],
    other: ['list', 'version', 'through', ...EXPIRY],
    unexported: 'names items of many people',
    unerased: 'gone within 3 days, and shown only while its items are',
  },
  trendpointer: {
    purpose: 'the list of trending items that readers see, with the best of it',
    retention: 'until the next list, within minutes',
    personal: ['best'],
    other: ['list', 'version', 'through', 'builtAt', 'size'],
    unexported: 'names items of many people',
    unerased: 'replaced within minutes, and shown only while its items are',
  },
};
