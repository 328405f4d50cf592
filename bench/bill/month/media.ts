import type { Step, Traffic } from '../traffic.ts';
import { USERS } from './volumes.ts';

const MB = 1_000_000;

/** An upload from its announcement to the picture. The second scan's message comes 15 minutes later and finds it decided. */
export const UPLOADING: readonly Step[] = [
  { run: 'announce an upload', door: 'http/uploads' },
  { run: 'confirm an upload', door: 'http/uploads' },
  { run: 'an upload that arrived', door: 'queues/process-media' },
  { run: 'a clean verdict: a picture written anew', door: 'queues/process-media' },
  { run: 'a look at an upload that is decided', door: 'queues/process-media' },
  { run: 'the state of my upload', door: 'http/uploads' },
];

export const UPLOADS: readonly Traffic[] = [
  {
    what: 'a picture beside a name',
    times: USERS / 20,
    why: 'One user in twenty takes a new one; the app has made it small.',
    steps: [
      ...UPLOADING,
      { run: 'another picture beside my name', door: 'http/uploads' },
      { run: 'the stream: a picture that was attached', door: 'streams/project-social' },
      { run: 'the objects of an attached picture stay', door: 'queues/process-media' },
      { run: 'the objects of a picture that was taken off go', door: 'queues/process-media' },
    ],
    file: { sent: 0.5 * MB, kept: 0.25 * MB, puts: 6, gets: 10, ms: 500 },
    floor: { call: 'http', writes: 2 },
  },
];
