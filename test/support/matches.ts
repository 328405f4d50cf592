import type { ReplayGameView } from '../../local/provider/controls.ts';
import { nameOf, replayControl } from '../../local/provider/controls-client.ts';
import type { ReplyData } from '../../schemas/contract.ts';
import { ListEvents } from '../../schemas/events.ts';
import { job, type Person, pages, signUp } from './client.ts';
import { stack } from './stack.ts';

export type Event = ReplyData<typeof ListEvents>[number];
/** A game of the replay beside the event that it is. */
export interface Match {
  readonly game: ReplayGameView;
  readonly event: Event;
}

let signedIn: Promise<Person> | undefined;
/** Somebody who only looks at games, whose prices are for users. */
export const onlooker = (): Promise<Person> => {
  signedIn ??= signUp('Otto');
  return signedIn;
};

export const replay = () => replayControl(stack().feedUrl);

const inSeconds = (seconds: number): Date => new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000);

/** So many games to come, with their start moved to so many seconds from now, known to the stack. A story begins them when it is ready. */
export const games = async (count: number, seconds = 3_600): Promise<Match[]> =>
  known(await replay().bringForward(count, inSeconds(seconds)));

/** The games of these home teams, in this order, with their start moved to an hour from now, known to the stack. */
export const gamesOf = async (wanted: readonly { readonly sport: string; readonly home: string }[]): Promise<Match[]> =>
  known(await replay().bringNamed(wanted, inSeconds(3_600)));

async function known(chosen: readonly ReplayGameView[]): Promise<Match[]> {
  await job('ingest-events', { force: true });
  const events = await pages(ListEvents, { as: await onlooker(), query: { limit: 100 } });
  return chosen.map((game) => {
    const event = events.find(
      ({ home, away, title, startsAt }) =>
        home === game.home && away === game.away && title === game.title && startsAt === game.startsAt,
    );
    if (!event) throw new Error(`${nameOf(game)} is no event of ours`);
    return { game, event };
  });
}

export const isFootball = ({ event }: Match): boolean => event.league === 'nfl';

/**
 * Begins games now, or in a few seconds, known to the stack. A story calls it when all is done that belongs before the start.
 * @returns the start, in milliseconds
 */
export async function begin(matches: readonly Match[], seconds = 0): Promise<number> {
  const start = Date.now() + seconds * 1_000;
  for (const { game } of matches) await replay().move(game, new Date(start));
  await job('ingest-events', { force: true });
  return start;
}

/** Ends games, with the score that they had or another. */
export async function finish(matches: readonly Match[], score?: { home: number; away: number }): Promise<void> {
  for (const { game } of matches) await replay().finish([game], score);
  await job('ingest-scores', { force: true });
}

/** Corrects the score of a game that is over. */
export async function correct({ game }: Match, score: { home: number; away: number }): Promise<void> {
  await replay().publish(game, score);
  await job('ingest-scores', { force: true });
}
