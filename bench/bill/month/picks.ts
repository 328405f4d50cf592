import type { Traffic } from '../traffic.ts';
import { LISTENING, ON_PLAYERS, PAGES, PICKS, SINGLES, TICKETS } from './volumes.ts';

/** Placing a pick, with the stream's record of it. */
const placing = (what: string, times: number, why: string, run: string, writes: number): Traffic => ({
  what,
  times,
  why,
  steps: [
    { run, door: 'http/picks' },
    { run: 'the stream: a pick that was placed', door: 'streams/project-betting' },
  ],
  floor: { call: 'http', shows: 2, writes },
});

export const PICKED: readonly Traffic[] = [
  placing('a single', SINGLES, 'Four picks in five; the app sends a key.', 'place a single under a key', 1),
  placing('a single on a player', ON_PLAYERS, 'One pick in ten.', 'place a single on a player', 1),
  placing('a ticket of three games', TICKETS, 'One pick in ten.', 'place a ticket of 3 games', 2),
  {
    what: 'a change of a pick',
    times: 0.05 * PICKS,
    why: 'One pick in twenty.',
    steps: [
      { run: 'change a pick', door: 'http/picks' },
      { run: 'the stream: a pick that was changed', door: 'streams/project-betting' },
    ],
    floor: { call: 'http', shows: 2, writes: 1 },
  },
  {
    what: 'a withdrawal',
    times: 0.03 * PICKS,
    why: 'One pick in thirty.',
    steps: [
      { run: 'withdraw a pick', door: 'http/picks' },
      { run: 'the stream: a pick that was withdrawn', door: 'streams/project-betting' },
    ],
    floor: { call: 'http', shows: 2, writes: 1 },
  },
  {
    what: 'a shared pick that somebody opens',
    times: 0.5 * PICKS,
    why: 'One pick in ten is shared, five open its link: the page and the picture.',
    steps: [
      { run: 'the page of a pick for everybody', door: 'http/share' },
      { run: 'the picture of a pick', door: 'http/share-images' },
    ],
    floor: { call: 'http', shows: 1 },
  },
  {
    what: 'pages of locks',
    times: PAGES,
    why: 'Fifty picks to a page, thirty-five on the average: the last page of a shard is seldom full.',
    steps: [{ run: 'announce the lock of 50 picks', door: 'queues/announce-lock', share: 0.7 }],
  },
  {
    what: 'pages of settlements',
    times: PAGES,
    why: 'As those of locks; the sweep settles each once more, two minutes later.',
    steps: [
      { run: 'settle a page of 50 picks', door: 'queues/settle-event', share: 0.7 },
      { run: 'settle a page of 50 picks again, with nothing to do', door: 'queues/settle-event', share: 0.7 },
    ],
  },
  {
    what: 'an outcome',
    times: PICKS,
    why: 'Each pick gets one; the outcomes of a page reach the stream ten at a time.',
    steps: [{ run: 'the stream: a pick that was settled', door: 'streams/project-betting', batch: 10 }],
    floor: { writes: 1 },
  },
  {
    what: 'a notification to a socket',
    times: 2 * PICKS * LISTENING,
    why: 'A lock and a settlement of each pick; one owner in ten has a socket open.',
    steps: [{ run: 'send a notification of the standard queue to a socket', door: 'queues/deliver-standard', batch: 10 }],
    floor: { call: 'socket' },
  },
  {
    what: 'a notification to nobody',
    times: 2 * PICKS * (1 - LISTENING),
    why: 'The other nine have none.',
    steps: [{ run: 'send a notification of the standard queue to nobody', door: 'queues/deliver-standard', batch: 10 }],
  },
];
