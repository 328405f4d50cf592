import type { Step, Traffic } from '../traffic.ts';
import { DAYS, GAMES, MINUTES, PICKS, USERS } from './volumes.ts';

/** Polls of both leagues at once. */
const ODDS_POLLS = 3_400;
const SCORE_POLLS = 4_000;
const BOARD_BUILDS = MINUTES / 15;
/** Hours of the month in which a pick settles: sixty blocks of games. */
const SETTLING_HOURS = 60;

export const CLOCK: readonly Traffic[] = [
  {
    what: 'a poll of games that is not due',
    times: MINUTES - ODDS_POLLS,
    why: 'The clock asks each minute; a hundred games are known.',
    steps: [{ run: 'a poll of games that is not due', size: 100, door: 'schedules/ingest-events' }],
  },
  {
    what: 'a poll of games',
    times: (ODDS_POLLS * 2) / 3,
    why: 'Hourly, every 10 minutes on the 15 days with games, each minute in the half hour before a start.',
    steps: [{ run: 'a poll that changes nothing, of 16 games in two leagues each', door: 'schedules/ingest-events' }],
  },
  {
    what: 'a poll of games with new prices',
    times: ODDS_POLLS / 3,
    why: 'One poll in three finds another price for each game.',
    steps: [{ run: 'a poll that finds a new price for each game', door: 'schedules/ingest-events' }],
    floor: { writes: 26 * 2 },
  },
  {
    what: 'a poll of scores that is not due',
    times: MINUTES - SCORE_POLLS,
    why: 'The clock asks each minute.',
    steps: [{ run: 'a poll of scores that is not due', size: 100, door: 'schedules/ingest-scores' }],
  },
  {
    what: 'a poll of scores',
    times: SCORE_POLLS,
    why: 'Each minute while a game is in play, for sixty blocks of games.',
    steps: [{ run: 'a poll of scores that changes nothing', door: 'schedules/ingest-scores' }],
  },
  {
    what: 'the polls that make the games',
    times: GAMES / 26,
    why: 'Twenty-six games a week of two leagues, each with three sheets of prices.',
    steps: [{ run: 'a poll that finds all games new', door: 'schedules/ingest-events' }],
    floor: { writes: 26 * 4 },
  },
  {
    what: 'a game',
    times: GAMES,
    why: 'Twenty-six a week: its schedule, its lock, its result; the sweep looks at it twice.',
    steps: [
      { run: 'the stream: a new game', door: 'streams/project-betting' },
      { run: 'arrange the lock of a game', door: 'queues/arrange-lock' },
      { run: 'lock a game at its start', door: 'schedules/lock-event' },
      { run: 'announce a lock: the first message', door: 'queues/announce-lock' },
      { run: 'store a result', door: 'schedules/ingest-scores' },
      { run: 'the stream: a result', door: 'streams/project-betting' },
      { run: 'settle a game: the first message', door: 'queues/settle-event', share: 2 },
      { run: 'a sweep of games that are due', size: 100, door: 'schedules/sweep-locks', share: 2 / 100 },
    ],
    floor: { writes: 2 },
  },
  {
    what: 'a sweep',
    times: MINUTES / 5,
    why: 'Every five minutes.',
    steps: [{ run: 'a sweep with nothing due', size: 100, door: 'schedules/sweep-locks' }],
  },
  {
    what: 'a build of the boards after settlements',
    times: SETTLING_HOURS * 4,
    why: 'Every 15 minutes, in the hours in which picks settle; a thousand bettors settle on such a day.',
    steps: [{ run: 'build the boards', size: 1_000, door: 'schedules/update-boards' }],
    floor: { writes: 40 },
  },
  {
    what: 'a build of the boards with nothing new',
    times: BOARD_BUILDS - SETTLING_HOURS * 4,
    why: 'Every 15 minutes of all other hours.',
    steps: [{ run: 'build the boards again, with nothing new', door: 'schedules/update-boards' }],
  },
];

const AUDITED = 25;
/** Picks that stand in the middle of the first month. */
const STANDING = PICKS / 2;
/** Of these the picks of the last three days, and a seventh of the older ones. */
const FRESH_PICKS = (PICKS / DAYS) * 3;
const DUE = FRESH_PICKS + (STANDING - FRESH_PICKS) / 7;
const audit = (upkeep: string, subjects: number): Step => ({
  run: `\`${upkeep}\`: an audit message of 25`,
  door: 'queues/run-upkeep',
  share: subjects / AUDITED,
});

export const UPKEEP: readonly Traffic[] = [
  {
    what: 'the hourly walk',
    times: DAYS * 24,
    why: 'Over the games of the week and the bettors who settled yesterday or today: 500 on the average of all days.',
    steps: [
      { run: 'start a walk', door: 'schedules/start-upkeep' },
      { run: 'the first message of a walk', door: 'queues/run-upkeep' },
      ...['events', 'decisions', 'event-reviews', 'demand'].map((upkeep) => audit(upkeep, 30)),
      audit('records', 500),
    ],
  },
  {
    what: 'the nightly walk',
    times: DAYS,
    why: 'Over everything but the older picks and the rows of search, of which a seventh is due; in the middle of the first month 60,000 picks stand.',
    steps: [
      { run: 'start a walk', door: 'schedules/start-upkeep' },
      ...['events', 'decisions', 'event-reviews', 'demand'].map((upkeep) => audit(upkeep, GAMES)),
      ...['picks', 'outcomes', 'pick-reviews'].map((upkeep) => audit(upkeep, DUE)),
      ...['ledgers', 'records', 'users', 'accounts'].map((upkeep) => audit(upkeep, USERS)),
      audit('notifications', USERS / 7),
      audit('search', USERS / 7),
      audit('moderation', 100),
    ],
  },
];
