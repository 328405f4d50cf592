import { type OddsProvider, theOddsApi } from '#core/events';
import { newReplay, respond } from './replay.ts';

/** A day of real games that is over, to be played through the use cases once more with a past `now`. */
export interface GameDay {
  /** An hour before the first start: all games can be picked. */
  readonly open: Date;
  /** Each game's start, and its id in the feed, by home team. */
  readonly starts: ReadonlyMap<string, Date>;
  readonly feedIds: ReadonlyMap<string, string>;
  /** Half an hour after the last end: all results are there. */
  readonly over: Date;
  /** The feed as it was at a moment of that day: pass the same moment as `now`. */
  provider(at: Date): OddsProvider;
}

const MINUTE = 60_000;
/** The longest game, in the replay. */
const GAME = 190;

/**
 * All games of the replay on one day, one starting every `spacing` minutes. Another first start makes other games of them.
 * @param firstStart in the past, and at least as far back as the day is long
 * @param homes only the games of these home teams
 */
export function gameDay(firstStart: Date, spacing = 5, homes?: readonly string[]): GameDay {
  const replay = newReplay({ firstStart, spacing });
  if (homes) replay.games = replay.games.filter(({ facts }) => homes.includes(facts.home_team));
  const last = Math.max(...replay.games.map(({ startsAt }) => startsAt));
  return {
    open: new Date(firstStart.getTime() - 60 * MINUTE),
    starts: new Map(replay.games.map(({ facts, startsAt }) => [facts.home_team, new Date(startsAt)])),
    feedIds: new Map(replay.games.map(({ id, facts }) => [facts.home_team, id])),
    over: new Date(last + (GAME + 30) * MINUTE),
    provider: (at) =>
      theOddsApi(async (path, query) => {
        const { body } = respond(
          replay,
          new URL(`http://replay${path}?${new URLSearchParams({ ...query, apiKey: 'replay' })}`),
          at,
        );
        return { body: JSON.parse(body ?? 'null') as unknown, quota: { remaining: null, used: null, last: null } };
      }),
  };
}
