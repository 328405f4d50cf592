import type { Traffic } from '../traffic.ts';
import { DAYS, USERS } from './volumes.ts';

const http = (run: string, size?: number) => ({ run, door: 'http/moderation', ...(size !== undefined && { size }) });

/** Reports, and the moderators' work on them. */
export const MODERATED: readonly Traffic[] = [
  {
    what: 'a report',
    times: USERS / 20,
    why: 'One user in twenty reports something in a month.',
    steps: [http('report a bettor for the first time')],
    floor: { call: 'http', writes: 2 },
  },
  {
    what: 'a page of cases',
    times: DAYS * 20,
    why: 'Moderators look twenty times a day.',
    steps: [http('20 cases that wait, with all that they show', 100)],
    floor: { call: 'http', shows: 20 },
  },
  {
    what: 'a decision on a case',
    times: USERS / 25,
    why: 'Some reports are of one thing.',
    steps: [
      { ...http('dismiss a case'), share: 0.7 },
      { ...http('hide the words of a pick'), share: 0.3 },
      { run: 'the stream: a case that was decided', door: 'streams/project-social', share: 0.3 },
      { run: 'tell somebody that their pick was hidden, to nobody who listens', door: 'queues/deliver-standard', share: 0.3 },
    ],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'a look for cases that wait too long',
    times: DAYS * 24,
    why: 'Each hour.',
    steps: [{ run: 'look for cases that wait too long', size: 100, door: 'schedules/sweep-reports' }],
  },
];
