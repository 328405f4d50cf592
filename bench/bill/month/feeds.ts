import type { Traffic } from '../traffic.ts';
import { PICKS, SESSIONS, USERS } from './volumes.ts';

const fanOut = 'queues/feed-fanout';
const social = 'streams/project-social';
/** Posts and picks that go into feeds: one session in ten writes a post. */
const POSTS = 0.1 * SESSIONS;
/** New follows, as bench/bill/month/graph.ts has them. */
const FOLLOWS = USERS * 5;

/** Feeds, and what carries items into them. Ten active followers are more than most authors have. */
export const IN_FEEDS: readonly Traffic[] = [
  {
    what: 'a page of the feed of followed authors',
    times: SESSIONS,
    why: 'Every session looks at one.',
    steps: [{ run: 'a page of 20 items of 8 authors on 10 events', door: 'http/feed', size: 1_000 }],
    floor: { call: 'http', shows: 20 },
  },
  {
    what: 'a post on its way into feeds',
    times: POSTS,
    why: 'One session in ten writes a post.',
    steps: [
      { run: 'the stream: a new post', door: social },
      { run: 'a fan-out to 10 followers', door: fanOut },
    ],
    floor: { writes: 10 },
  },
  {
    what: 'a pick on its way into feeds',
    times: PICKS,
    why: 'Each pick is in feeds, unless its author keeps it out.',
    steps: [
      { run: 'the stream: a new pick, into feeds', door: 'streams/project-betting' },
      { run: 'a fan-out to 10 followers', door: fanOut },
    ],
    floor: { writes: 10 },
  },
  {
    what: 'a follow in a feed',
    times: FOLLOWS,
    why: 'Each follow brings its items in, now and once more after a minute.',
    steps: [
      { run: 'the stream: a follow, into the feed', door: social },
      { run: 'a new follow brings 20 items', door: fanOut },
      { run: 'a new follow brings 20 items', door: fanOut },
    ],
    floor: { writes: 20 },
  },
  {
    what: 'the end of a follow in a feed',
    times: USERS,
    why: 'One follow in five ends.',
    steps: [
      { run: 'the stream: a follow, into the feed', door: social },
      { run: 'the end of a follow takes its items out', door: fanOut },
    ],
  },
  {
    what: 'a reader who comes back',
    times: USERS / 10,
    why: 'One active user in ten is new or was away for a month.',
    steps: [
      { run: 'the first page of a reader who has come back', door: 'http/feed' },
      { run: 'the stream: a reader who has come back', door: social },
      { run: 'the rows of a reader who has come back, of 20 authors', door: fanOut },
    ],
    floor: { call: 'http', shows: 20 },
  },
  {
    what: 'a follower learns that an author is big',
    times: 20,
    why: 'Five authors in a month reach a thousand followers, whom two visits of two pages tell.',
    steps: [{ run: 'a page of 500 followers who learn that an author is big', door: 'queues/fan-out-large' }],
  },
];
