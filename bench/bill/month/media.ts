import type { Step, Traffic } from '../traffic.ts';
import { DAYS, SESSIONS, USERS } from './volumes.ts';

const MB = 1_000_000;

/** An upload from its announcement to the picture. The second scan's message comes 15 minutes later and finds it decided. */
const uploading = (announce: string): readonly Step[] => [
  { run: announce, door: 'http/uploads' },
  { run: 'confirm an upload', door: 'http/uploads' },
  { run: 'an upload that arrived', door: 'queues/process-media' },
  { run: 'a clean verdict: a picture written anew', door: 'queues/process-media' },
  { run: 'the stream: an upload that is ready', door: 'streams/project-social' },
  { run: 'send a notification of the standard queue to a socket', door: 'queues/deliver-standard' },
  { run: 'a look at an upload that is decided', door: 'queues/process-media' },
  { run: 'the state of my upload', door: 'http/uploads' },
];

export const UPLOADS: readonly Traffic[] = [
  {
    what: 'a picture beside a name',
    times: USERS / 20,
    why: 'One user in twenty takes a new one; the app has made it small.',
    steps: [
      ...uploading('announce an upload'),
      { run: 'another picture beside my name', door: 'http/uploads' },
      { run: 'the stream: a picture that was attached', door: 'streams/project-social' },
      { run: 'the objects of an attached picture stay', door: 'queues/process-media' },
      { run: 'the objects of a picture that was taken off go', door: 'queues/process-media' },
    ],
    file: { sent: 0.5 * MB, kept: 0.25 * MB, puts: 6, gets: 10, ms: 500 },
    floor: { call: 'http', writes: 2 },
  },
  {
    what: 'a picture as proof of a pick',
    times: 1_000 * DAYS,
    why: 'One pick in four has one, 1 MB from a phone; half of them are added while they are processed.',
    steps: [
      ...uploading('announce an upload'),
      { run: 'a ready picture as proof of a pick', door: 'http/uploads', share: 0.5 },
      { run: 'a picture that is still processed as proof of a pick', door: 'http/uploads', share: 0.5 },
      { run: 'the stream: a picture that was attached', door: 'streams/project-social', share: 0.5 },
      { run: 'the objects of a proof that was added early go under their lock', door: 'queues/process-media', share: 0.5 },
      { run: 'the stream: a proof that was added early is ready', door: 'streams/project-social', share: 0.5 },
    ],
    file: { sent: 1 * MB, kept: 0.6 * MB, puts: 11, gets: 16, ms: 1_100 },
    floor: { call: 'http', writes: 2 },
  },
  {
    what: 'a picture that is sent to a conversation',
    times: SESSIONS * 2 * 0.03,
    why: 'With three messages in a hundred; the message is counted there. The app has made it small.',
    steps: [
      ...uploading('announce an upload to a group of 16'),
      { run: 'the stream: a picture that was attached', door: 'streams/project-social' },
      { run: 'the objects of an attached picture stay', door: 'queues/process-media' },
    ],
    file: { sent: 0.5 * MB, kept: 0.25 * MB, puts: 6, gets: 10, ms: 500 },
    floor: { call: 'http', writes: 2 },
  },
  {
    what: 'a link as proof of a pick',
    times: 100 * DAYS,
    why: 'Fewer share the slip itself.',
    steps: [{ run: 'a link as proof of a pick', door: 'http/uploads' }],
    floor: { call: 'http', writes: 1 },
  },
];
