import type { Traffic } from '../traffic.ts';
import { DAYS, LISTENING, MINUTES, PICKS, SESSIONS, USERS } from './volumes.ts';

/** Notifications about picks: a lock and a settlement of each, of which two in three come alone to their event. */
const TOLD = (2 * PICKS * 2) / 3;
/** Comments, as bench/bill/month/content.ts has them; one in ten mentions somebody. */
const COMMENTS = 0.15 * SESSIONS;
const MENTIONS = COMMENTS / 10;
/** Posts and picks of authors with bells: each author has two. */
const RUNG = 0.1 * SESSIONS + PICKS;
/** Users who have chosen e-mails, and the mails of one. */
const MAILED = 0.05;
const MAILS = 12;
/** Users who let mobile pushes be sent. */
const PUSHED = 0.5;

export const TOLD_NEWS: readonly Traffic[] = [
  {
    what: 'a notification in the list',
    times: TOLD * (1 - LISTENING),
    why: 'Of each lock and settlement; picks of one game that come in one batch are one.',
    steps: [{ run: 'tell a first fact of a thing, to nobody who listens', door: 'queues/deliver-low', batch: 10 }],
    floor: { writes: 1 },
  },
  {
    what: 'a notification in the list, and over a socket',
    times: TOLD * LISTENING,
    why: 'One user in ten has a socket open.',
    steps: [{ run: 'tell a first fact of a thing to a socket', door: 'queues/deliver-low', batch: 10 }],
    floor: { writes: 1, call: 'socket' },
  },
  {
    what: 'a follow that is told',
    times: USERS * 4.5,
    why: 'Of each follow; one user in ten is new and follows 25, the others two.',
    steps: [{ run: 'tell a follow, to nobody who listens', door: 'queues/deliver-low', batch: 10 }],
    floor: { writes: 1 },
  },
  {
    what: 'a follow that has ended leaves what was told',
    times: USERS,
    why: 'One follow in five ends; it is looked at once more a minute later.',
    steps: [
      { run: 'take the only follow out of a notification', door: 'queues/deliver-low' },
      { run: 'look once more at a follow that has ended', door: 'queues/deliver-low' },
    ],
  },
  {
    what: 'a comment that is told',
    times: COMMENTS,
    why: 'One in two begins a notification, the other joins it.',
    steps: [
      { run: 'tell a first comment on a post, to nobody who listens', door: 'queues/deliver-standard', batch: 10, share: 0.5 },
      { run: 'tell a further comment on a post', door: 'queues/deliver-standard', batch: 10, share: 0.5 },
    ],
    floor: { writes: 1 },
  },
  {
    what: 'a mention that is told',
    times: MENTIONS,
    why: 'One comment in ten mentions somebody.',
    steps: [{ run: 'tell a mention in a post, to nobody who listens', door: 'queues/deliver-standard', batch: 10 }],
    floor: { writes: 1 },
  },
  {
    what: 'three reactions that are told',
    times: SESSIONS / 3,
    why: 'One reaction a session; they come to the reader three at a time.',
    steps: [{ run: 'tell three reactions to a post, in one message', door: 'queues/deliver-low', batch: 10 }],
    floor: { writes: 1 },
  },
  {
    what: 'a bell that rings',
    times: 2 * RUNG,
    why: 'Each author has two people who turned it on.',
    steps: [
      { run: 'ring the bells of an author, 200 in a message', door: 'queues/deliver-low', size: 100, batch: 10, share: 1 / 100 },
      { run: 'tell a new post to somebody with the bell on, who does not listen', door: 'queues/deliver-low', batch: 10 },
    ],
    floor: { writes: 1 },
  },
  {
    what: 'a mobile push',
    times: (PICKS * PUSHED * 2) / 3,
    why: 'Of settlements; one user in two lets them be sent.',
    steps: [{ run: 'tell a first fact of a thing to a mobile device', door: 'queues/deliver-low', batch: 10 }],
  },
  {
    what: 'an e-mail about a notification',
    times: USERS * MAILED * MAILS,
    why: 'One user in twenty has chosen them, and gets one on each of twelve days.',
    steps: [{ run: 'tell a notification by e-mail', door: 'queues/deliver-low', batch: 10 }],
    floor: { mails: 1 },
  },
  {
    what: 'an end of all e-mails',
    times: (USERS * MAILED) / 10,
    why: 'One in ten of them ends them.',
    steps: [{ run: 'end all e-mails by the link in one', door: 'http/notifications' }],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'the list of notifications',
    times: SESSIONS / 2,
    why: 'One session in two opens it, and says what it has seen.',
    steps: [
      { run: 'notifications, 20 to a page', door: 'http/notifications' },
      { run: 'see the list', door: 'http/notifications' },
    ],
    floor: { call: 'http', shows: 3, writes: 1 },
  },
  {
    what: 'the count of unread notifications',
    times: SESSIONS,
    why: 'Every session shows it.',
    steps: [{ run: 'the count of unread notifications, of 10', door: 'http/notifications' }],
    floor: { call: 'http', shows: 1 },
  },
  {
    what: 'a notification that is opened',
    times: SESSIONS / 4,
    why: 'One session in four.',
    steps: [{ run: 'open a notification', door: 'http/notifications' }],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'the preferences',
    times: USERS / 5,
    why: 'One user in five looks at them once, and changes something.',
    steps: [
      { run: 'my preferences', door: 'http/notifications' },
      { run: 'change my preferences', door: 'http/notifications' },
    ],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'a device that registers',
    times: SESSIONS * PUSHED,
    why: 'An app registers at each start.',
    steps: [{ run: 'register a device', door: 'http/notifications' }],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'a device that goes',
    times: USERS / 10,
    why: 'One user in ten signs out, or has another phone.',
    steps: [
      { run: 'remove a device', door: 'http/notifications' },
      { run: 'the stream: a device that was removed', door: 'streams/project-social' },
    ],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'a quarter of an hour of quiet hours',
    times: MINUTES / 15 - DAYS,
    why: 'The clock asks every 15 minutes.',
    steps: [{ run: 'a quarter of an hour in which no quiet hours end', door: 'schedules/end-quiet-hours' }],
  },
  {
    what: 'the end of quiet hours',
    times: (USERS / 20) * DAYS,
    why: 'One user in twenty has them, and something was held each night.',
    steps: [
      {
        run: 'a quarter of an hour in which the quiet hours of some end',
        size: 100,
        door: 'schedules/end-quiet-hours',
        share: 1 / 100,
      },
      { run: 'tell what was held in quiet hours, by a summary', door: 'queues/deliver-low', batch: 10 },
    ],
  },
];
