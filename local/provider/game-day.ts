import { type OddsProvider, theOddsApi } from '#core/sports-data';
import { FILES, nameOf, type Stated, unreported } from './games.ts';
import { newReplay, respond } from './replay.ts';

/** A day of real games in the past. Use cases play it with a `now` of that day. */
export interface GameDay {
  /** An hour before the first start: picks are possible on all games. */
  readonly open: Date;
  /** The start of each game, by home team, or by the title of a tournament; so are the next two. */
  readonly starts: ReadonlyMap<string, Date>;
  /** The provider's id of each game. */
  readonly providerGameIds: ReadonlyMap<string, string>;
  /** The results that an admin has to enter. */
  readonly unreported: ReadonlyMap<string, Stated>;
  /** Instants at which to fetch prices so that each game has a close: one within the fifteen minutes before its start. */
  readonly closes: readonly Date[];
  /** Half an hour after the last game ends: all results are known. */
  readonly over: Date;
  /** The odds provider as it was at an instant of the day. Pass the same instant as `now`. */
  provider(at: Date): OddsProvider;
}

interface Choice {
  readonly spacing?: number;
  readonly sports?: readonly string[];
  readonly homes?: readonly string[];
}

const MINUTE = 60_000;
const MINUTES: ReadonlyMap<string, number> = new Map(FILES.map(({ sport, minutes }) => [sport.key, minutes]));
/** The sports whose games end on the day on which they begin. */
const OF_A_DAY = [...MINUTES].filter(([, minutes]) => minutes < 24 * 60).map(([key]) => key);
/** A fetch serves the starts of the next 14 minutes: less than the fifteen that make a close. */
const CLOSE_REACH = 14 * MINUTE;

/**
 * Puts games of the replay on one day. Another `firstStart` gives the games other ids, so that they are other games.
 * @param firstStart in the past, and at least as long ago as the day lasts
 * @param spacing minutes between one start and the next (5)
 * @param sports the provider's keys of the sports whose games are used; all but tournaments, which last for days, if absent
 * @param homes of these, the home teams whose games are used; all if absent
 */
export function gameDay(firstStart: Date, { spacing = 5, sports = OF_A_DAY, homes }: Choice = {}): GameDay {
  const replay = newReplay({ firstStart, spacing, sports });
  if (homes) replay.games = replay.games.filter(({ facts }) => homes.includes(nameOf(facts)));
  const starts = replay.games.map(({ startsAt }) => startsAt).toSorted((a, b) => a - b);
  const last = starts.at(-1) ?? firstStart.getTime();
  const longest = Math.max(...sports.map((sport) => MINUTES.get(sport) ?? 0));
  const closes: number[] = [];
  for (const start of starts) if (start - (closes.at(-1) ?? 0) > CLOSE_REACH) closes.push(start - MINUTE);
  return {
    open: new Date(firstStart.getTime() - 60 * MINUTE),
    starts: new Map(replay.games.map(({ facts, startsAt }) => [nameOf(facts), new Date(startsAt)])),
    providerGameIds: new Map(replay.games.map(({ id, facts }) => [nameOf(facts), id])),
    unreported: new Map(
      replay.games.flatMap(({ facts }): [string, Stated][] => {
        const stated = unreported(facts);
        return stated ? [[nameOf(facts), stated]] : [];
      }),
    ),
    closes: closes.map((at) => new Date(at)),
    over: new Date(last + (longest + 30) * MINUTE),
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
