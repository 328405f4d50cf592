import type { Step, Traffic } from '../traffic.ts';
import { SESSIONS } from './volumes.ts';

const door = 'http/content';
const reader = 'streams/project-social';
/** Reactions and comments come to the reader three at a time, and once more when they are counted. */
const BATCH = 3;

const call = (
  what: string,
  perSession: number,
  why: string,
  run: string,
  floor: Traffic['floor'],
  more: readonly Step[] = [],
) => ({
  what,
  times: SESSIONS * perSession,
  why,
  steps: [{ run, door }, ...more],
  floor: { call: 'http' as const, ...floor },
});

export const WRITTEN: readonly Traffic[] = [
  call('a text post', 0.05, 'One session in twenty writes one.', 'write a post', { writes: 1 }),
  call('a post about picks', 0.05, 'As many.', 'write a post of 1.5 KB about a slip of 3 picks, with a mention', { writes: 2 }),
  call('a post', 0.5, 'A notification or a link leads to it.', 'a post about a slip of 3 picks', { shows: 4 }),
  call('posts of a bettor', 0.2, 'Of somebody whose profile was opened.', 'posts of a bettor, 20 to a page', { shows: 5 }),
  {
    ...call('comments on an item', 0.5, 'One in two opens the thread of something.', 'comments on a post, 20 to a page', {
      shows: 10,
    }),
    steps: [{ run: 'comments on a post, 20 to a page', door, size: 100 }],
  },
  call('a comment', 0.15, 'One session in seven writes one.', 'comment on a pick', { writes: 1 }, [
    { run: 'the stream: three comments on a pick in one batch', door: reader, batch: BATCH },
    { run: 'the stream: a reaction that is counted', door: reader, batch: BATCH },
  ]),
  call('a reaction', 1, 'One a session.', 'react to a pick', { writes: 1 }, [
    { run: 'the stream: three reactions to a post in one batch', door: reader, batch: BATCH },
    { run: 'the stream: a reaction that is counted', door: reader, batch: BATCH },
  ]),
  call('a bookmark', 0.02, 'One session in fifty.', 'bookmark a pick', { writes: 1 }),
];
