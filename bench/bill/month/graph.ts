import type { Step, Traffic } from '../traffic.ts';
import { SESSIONS, USERS } from './volumes.ts';

const http = (run: string, size?: number): Step[] => [{ run, door: 'http/graph', ...(size !== undefined && { size }) }];

/** A write and its count. The record of the count itself starts the reader too, which then does nothing. */
const counted = (run: string): Step[] => [
  ...http(run),
  { run: 'the stream: a follow, counted alone', door: 'streams/project-social' },
];

/** Follows, blocks, mutes and contacts. */
export const BETWEEN_PEOPLE: readonly Traffic[] = [
  {
    what: 'a follow',
    times: USERS * 5,
    why: 'One user in ten is new and follows 25; the others follow two or three a month.',
    steps: counted('follow'),
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'the end of a follow',
    times: USERS,
    why: 'One follow in five ends.',
    steps: counted('unfollow'),
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'a page of followers',
    times: SESSIONS * 0.05,
    why: 'Few look at whole lists.',
    steps: http('a page of 50 followers', 1_000),
    floor: { call: 'http', shows: 2 },
  },
  {
    what: 'a request to follow, answered',
    times: USERS * 0.5,
    why: 'One account in ten is private.',
    steps: [...http('my follow requests'), ...http('accept a request to follow')],
    floor: { call: 'http', shows: 1, writes: 1 },
  },
  {
    what: 'a contact',
    times: USERS * 0.5,
    why: 'One in two users, once.',
    steps: [...http('request a contact'), ...http('accept a contact'), ...http('my contacts')],
    floor: { call: 'http', shows: 1, writes: 1 },
  },
  {
    what: 'a mute or a block',
    times: USERS * 0.1,
    why: 'One user in ten, once.',
    steps: http('block, with a follow and a contact to end'),
    floor: { call: 'http', writes: 1 },
  },
];
