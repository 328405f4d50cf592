import { type OddsProvider, theOddsApi } from '#core/sports-data';
import { newReplay, respond } from './replay.ts';

/** A day of real games that is over, to be played through the use cases once more with a past `now`. */
export interface GameDay {
  /** An hour before the first start: all games can be picked. */
  readonly open: Date;
  /** Each game's start, and its id in the feed, by home team. */
  readonly starts: ReadonlyMap<string, Date>;
  readonly providerGameIds: ReadonlyMap<string, string>;
  /** When to ask for prices, so that each game has been asked within fifteen minutes before its start and has a close. */
  readonly closes: readonly Date[];
  /** Half an hour after the last end: all results are there. */
  readonly over: Date;
  /** The feed as it was at a moment of that day: pass the same moment as `now`. */
  provider(at: Date): OddsProvider;
}

const MINUTE = 60_000;
/** The longest game, in the replay. */
const GAME = 190;
/** From the asking to the last start that it counts for: a little less than fifteen minutes. */
const CLOSE = 14 * MINUTE;

/**
 * All games of the replay on one day, one starting every `spacing` minutes. Another first start makes other games of them.
 * @param firstStart in the past, and at least as far back as the day is long
 * @param homes only the games of these home teams
 */
export function gameDay(firstStart: Date, spacing = 5, homes?: readonly string[]): GameDay {
  const replay = newReplay({ firstStart, spacing });
  if (homes) replay.games = replay.games.filter(({ facts }) => homes.includes(facts.home_team));
  const starts = replay.games.map(({ startsAt }) => startsAt).toSorted((a, b) => a - b);
  const last = starts.at(-1) ?? firstStart.getTime();
  const closes: number[] = [];
  for (const start of starts) if (start - (closes.at(-1) ?? 0) > CLOSE) closes.push(start - MINUTE);
  return {
    open: new Date(firstStart.getTime() - 60 * MINUTE),
    starts: new Map(replay.games.map(({ facts, startsAt }) => [facts.home_team, new Date(startsAt)])),
    providerGameIds: new Map(replay.games.map(({ id, facts }) => [facts.home_team, id])),
    closes: closes.map((at) => new Date(at)),
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
