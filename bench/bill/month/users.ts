import type { Step, Traffic } from '../traffic.ts';
import { DAYS, SESSION_MINUTES, SESSIONS, USERS } from './volumes.ts';

const http = (run: string, door: string, size?: number): Step[] => [
  { run, door: `http/${door}`, ...(size !== undefined && { size }) },
];

/** A call of a user for each so many sessions. */
const call = (what: string, perSession: number, why: string, steps: readonly Step[], floor: Traffic['floor']): Traffic => ({
  what,
  times: SESSIONS * perSession,
  why,
  steps,
  floor: { call: 'http', ...floor },
});

export const SCREENS: readonly Traffic[] = [
  call('the games of the day', 1, 'Every session begins with it.', http('a day of 16 games', 'events'), { shows: 16 * 4 }),
  call('a game with its prices', 1.5, 'Most look at one or two.', http('one game with all its prices', 'events'), { shows: 13 }),
  call(
    'the sports and leagues',
    0.2,
    'The app builds its menus anew once in five sessions.',
    http('the sports and leagues', 'events'),
    {
      shows: 1,
    },
  ),
  call('my picks', 1, 'Every session ends with it.', http('picks of an author, 20 to a page', 'picks', 1_000), { shows: 20 }),
  call('picks on a game', 0.5, 'One in two sessions reads them.', http('picks on a game, 20 to a page', 'picks', 1_000), {
    shows: 20,
  }),
  call('a pick', 0.5, 'A notification or a link leads to it.', http('show a pick', 'picks'), { shows: 1 }),
  call('a profile', 0.5, 'Of somebody on a board or on a game.', http('a profile, signed in', 'users', 1_000), { shows: 2 }),
  call('a record of 30 days', 0.25, 'One profile in two leads to it.', http('a record, timeframe 30d', 'stats'), { shows: 1 }),
  call('a record of all time', 0.25, 'As often as the newest one.', http('a record, timeframe all', 'stats'), { shows: 1 }),
  call('a record with a breakdown', 0.05, 'Few ask for it.', http('a record with a breakdown', 'stats', 1_000), { shows: 10 }),
  call('my analytics', 0.05, 'Few ask for it.', http('my analytics', 'stats', 1_000), { shows: 10 }),
  call('a board', 0.5, 'One in two sessions.', http('the first page of a board', 'stats'), { shows: 2 }),
  call('a search', 0.5, 'One session in ten, five calls while typing.', http('search people by one word', 'search', 100), {
    shows: 1,
  }),
  call('a link to a sportsbook', 0.1, 'One session in ten.', http('a link to a sportsbook', 'deeplinks'), {}),
  call(
    'a followed link',
    0.1,
    'Each link that somebody asks for is followed.',
    http('follow a link to a sportsbook', 'deeplinks'),
    { writes: 1 },
  ),
  call('my account', 0.25, 'The app asks after a restart.', http('my account', 'users'), { shows: 1 }),
];

/** The triggers that Cognito calls when a session begins: define runs before and after the challenge. */
const MINTING = [
  'triggers/cognito/define-auth-challenge',
  'triggers/cognito/create-auth-challenge',
  'triggers/cognito/verify-auth-challenge',
  'triggers/cognito/define-auth-challenge',
  'triggers/cognito/pre-token-generation',
] as const;

/** Signing in, and the sockets of a session. */
export const SIGN_INS: readonly Traffic[] = [
  {
    what: 'a refresh of a session',
    times: SESSIONS,
    why: 'A token lives 15 minutes, so that each session begins with a new one.',
    steps: [{ run: 'refresh a session', door: 'http/auth', also: ['triggers/cognito/pre-token-generation'] }],
    floor: { call: 'http', shows: 1, writes: 1 },
  },
  {
    what: 'a sign-in with a code',
    times: USERS * 2,
    why: 'A session lives seven days, and half of the people sign in by Apple or Google.',
    steps: [
      { run: 'ask for a code, the first one of an hour', door: 'http/auth' },
      { run: 'send a code by e-mail', door: 'queues/send-code' },
      { run: 'sign in with a code', door: 'http/auth', also: MINTING },
    ],
    floor: { call: 'http', shows: 1, writes: 2, mails: 1 },
  },
  {
    what: 'a sign-in by Apple or Google',
    times: USERS * 2,
    why: 'The other half.',
    steps: [...http('a nonce for Apple or Google', 'auth'), { run: 'sign in by Google', door: 'http/auth', also: MINTING }],
    floor: { call: 'http', shows: 1, writes: 2 },
  },
  {
    what: 'a sign-in by Google in a browser',
    times: USERS / 5,
    why: 'One user in ten has no library of Google in the app: the web.',
    steps: [
      ...http('begin a sign-in in a browser', 'auth'),
      { run: 'come back from a sign-in in a browser', door: 'http/auth', also: ['triggers/cognito/pre-token-generation'] },
      { run: 'sign in by the code of a browser', door: 'http/auth', also: MINTING },
    ],
    floor: { call: 'http', shows: 1, writes: 2 },
  },
  {
    what: "a user of Cognito's own",
    times: USERS / 100,
    why: 'One active user in a hundred is new and comes by a browser.',
    steps: [
      { run: 'a user that Cognito makes of its own', door: 'triggers/cognito/pre-sign-up' },
      { run: 'the stream: an account at Google that was linked', door: 'streams/project-social' },
      { run: 'link an account at Google at Cognito', door: 'queues/sign-out-user' },
    ],
    floor: { writes: 1 },
  },
  {
    what: "a look for users of Cognito's own that are due",
    times: 24 * DAYS,
    why: 'Every hour.',
    steps: [{ run: "look for users of Cognito's own that are due, where one is", door: 'schedules/sweep-federated-users' }],
    floor: {},
  },
  {
    what: 'a link to an account at Apple',
    times: USERS / 50,
    why: 'One user in fifty links one.',
    steps: [
      ...http('a nonce for Apple or Google', 'auth'),
      ...http('link my account at Apple', 'auth'),
      { run: 'the stream: a change of addresses', door: 'streams/project-social' },
      { run: 'link an account at Google at Cognito', door: 'queues/sign-out-user' },
      { run: 'tell of a change of addresses', door: 'queues/send-code' },
    ],
    floor: { call: 'http', writes: 3, mails: 1 },
  },
  {
    what: 'an account at Apple that is unlinked',
    times: USERS / 500,
    why: 'Few do.',
    steps: [
      ...http('my accounts at Apple and Google', 'auth'),
      ...http('unlink my account at Apple', 'auth'),
      { run: 'the stream: an account at Apple that was unlinked', door: 'streams/project-social' },
      { run: 'revoke a sign-in at Apple', door: 'queues/sign-out-user' },
      { run: 'unlink an account at Google at Cognito', door: 'queues/sign-out-user' },
    ],
    floor: { call: 'http', writes: 2 },
  },
  {
    what: 'a registration',
    times: USERS / 10,
    why: 'One active user in ten is new.',
    steps: [
      { run: 'ask for a code, the first one of an hour', door: 'http/auth' },
      { run: 'send a code by e-mail', door: 'queues/send-code' },
      { run: 'prove a new address', door: 'http/auth' },
      { run: 'register', door: 'http/auth' },
      { run: 'the stream: a profile that is new', door: 'streams/project-social' },
    ],
    floor: { call: 'http', writes: 3, mails: 1 },
  },
  {
    what: 'a device that is new',
    times: USERS / 20,
    why: 'One user in twenty has another phone, or signs in on the web.',
    steps: [{ run: 'the stream: a device that is new', door: 'streams/project-social' }],
    floor: {},
  },
  {
    what: 'a step-up',
    times: USERS / 50,
    why: 'One user in fifty changes an address or deletes something, and each moderator does so all day.',
    steps: [
      ...http('ask for the code of a step-up', 'auth'),
      { run: 'send a code by e-mail', door: 'queues/send-code' },
      ...http('step up', 'auth'),
    ],
    floor: { call: 'http', writes: 2, mails: 1 },
  },
  {
    what: 'an export',
    times: USERS / 500,
    why: 'One user in five hundred asks for one in a month.',
    steps: [
      ...http('ask for an export', 'privacy'),
      { run: 'an export of somebody who has done nothing', door: 'queues/run-privacy-task' },
      ...http('the links of an export', 'privacy'),
    ],
    floor: { call: 'http', writes: 2 },
  },
  {
    what: 'a deletion of an account',
    times: USERS / 200,
    why: 'One user in two hundred leaves in a month.',
    steps: [
      ...http('delete my account', 'privacy'),
      { run: 'an erasure of somebody who has done nothing', door: 'queues/run-privacy-task' },
    ],
    floor: { call: 'http', writes: 3 },
  },
  {
    what: 'a look for exports and erasures that are due',
    times: 96 * DAYS,
    why: 'Every 15 minutes.',
    steps: [{ run: 'look for exports and erasures that are due', door: 'schedules/start-privacy-tasks' }],
    floor: {},
  },
  {
    what: 'a change of an address',
    times: USERS / 50,
    why: 'One user in fifty adds or changes an address.',
    steps: [
      ...http('ask for the code of another address', 'auth'),
      { run: 'send a code by e-mail', door: 'queues/send-code' },
      ...http('change my e-mail address', 'auth'),
      { run: 'the stream: a change of addresses', door: 'streams/project-social' },
      { run: 'tell of a change of addresses', door: 'queues/send-code' },
    ],
    floor: { call: 'http', writes: 3, mails: 2 },
  },
  {
    what: 'the end of a session',
    times: USERS / 50,
    why: 'One user in fifty ends the session of a phone that is gone.',
    steps: [...http('my sessions, of three devices', 'auth'), ...http('end a session of mine', 'auth')],
    floor: { call: 'http', writes: 2 },
  },
  {
    what: 'a declared region and a signal of the age',
    times: USERS / 10,
    why: 'A new user says where they live, and their app passes on what its store signals.',
    steps: [...http('say where I live', 'users'), ...http('pass on what the app store signals of my age', 'users')],
    floor: { call: 'http', writes: 2 },
  },
  {
    what: 'a choice of what apps may use',
    times: USERS / 10,
    why: 'A new user is asked once, and a few look at it later.',
    steps: [...http('say what apps may use', 'users'), ...http('what apps may use', 'users')],
    floor: { call: 'http', shows: 1, writes: 1 },
  },
  {
    what: 'an exclusion, a cool-off or a reminder',
    times: USERS / 100,
    why: 'One user in a hundred takes a break, wants to be reminded, or limits their stakes.',
    steps: [
      ...http('exclude myself', 'users'),
      ...http('be reminded after an hour', 'users'),
      ...http('limit my stakes', 'users'),
      ...http('my limits on stakes', 'users'),
    ],
    floor: { call: 'http', writes: 2 },
  },
  {
    what: 'a look at what is open',
    times: USERS / 4,
    why: 'One user in four looks why something is closed.',
    steps: http('what is open to me', 'users'),
    floor: { call: 'http', shows: 1 },
  },
  {
    what: 'a change of a profile',
    times: USERS / 20,
    why: 'One user in twenty, once.',
    steps: [
      ...http('change my bio', 'users'),
      { run: 'the stream: a bio of twenty words that changed', door: 'streams/project-social' },
    ],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'a socket',
    times: SESSIONS,
    why: `A session has one, for ${SESSION_MINUTES} minutes, with one ping.`,
    steps: [
      { run: 'issue a socket ticket', door: 'http/realtime' },
      { run: 'connect', door: 'websocket/connect' },
      { run: 'a message from a socket', door: 'websocket/messages' },
      { run: 'disconnect', door: 'websocket/disconnect' },
    ],
    floor: { call: 'socket', writes: 1 },
  },
];
