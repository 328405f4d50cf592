import type { Traffic } from '../traffic.ts';
import { MINUTES, SESSIONS } from './volumes.ts';

const call = (what: string, perSession: number, why: string, run: string, floor: Traffic['floor']): Traffic => ({
  what,
  times: SESSIONS * perSession,
  why,
  steps: [{ run, door: 'http/feed' }],
  floor: { call: 'http', ...floor },
});

const UPDATES = MINUTES / 5;

/** The home feed, trending items and the job that counts them. */
export const HOME: readonly Traffic[] = [
  call(
    'a home feed',
    1.5,
    'It opens with the app, and half of the sessions look for news.',
    'the first page of a home feed of 100 items of 35 authors on 8 games',
    { shows: 100, writes: 1 },
  ),
  call('a further page of a home feed', 1.5, 'One after each first page.', 'a further page of a home feed', { shows: 20 }),
  call('trending items', 0.3, 'One session in three.', 'the first page of trending items', { shows: 20 }),
  call('a wish about an item', 0.02, 'One session in fifty.', 'ask for less of an author', { writes: 1 }),
  {
    what: 'an update of the trends',
    times: (UPDATES * 2) / 3,
    why: 'Every five minutes in which somebody reacts, of sixteen hours a day.',
    steps: [{ run: 'update the trends', size: 100, door: 'schedules/update-trends' }],
    floor: { writes: 3 },
  },
  {
    what: 'an update of the trends with nothing new',
    times: UPDATES / 3,
    why: 'Every five minutes of the night.',
    steps: [{ run: 'update the trends, with nothing new', door: 'schedules/update-trends' }],
  },
];
