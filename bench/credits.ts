import {
  type AskedEvent,
  type Interest,
  nextAskAt,
  type PaidKind,
  paceOf,
  partsOf,
  payingPart,
  wantsFurther,
} from '../core/sports-data/budget-rules.ts';
import { theOddsApi } from '../core/sports-data/the-odds-api/the-odds-api.ts';
import type { League } from '../schemas/sports.ts';

/**
 * `npm run bench:credits [-- <credits>]` plays a month of 20 leagues through the plan of the provider's credits and prints what it costs by
 * league and kind, and the share of made-up picks beside a price of the last 15 minutes. The month is one in November and December, when most
 * leagues are in season.
 *
 * Games of 30 days, from the size of each league and its regular schedule:
 * NFL 32 teams of 17 games in 18 weeks: 16 a week. College football (FBS, 134 teams of 12 games in 14 weeks): 55 a week. NBA 30 teams of 82
 * games in 174 days: 212. NHL 32 teams of 82 games in 190 days: 207. College basketball (Division I, 362 teams of some 30 games in 125 days):
 * 1,300. Five European leagues of 20 or 18 teams: 10 or 9 a round, four rounds. Champions League and Europa League: 18 games on each of
 * two match days (36 teams). MLS: the last 7 play-off games. ATP and WTA: some 31 and 31 matches of a week-long draw, two weeks of each. UFC:
 * 4 cards of 12 fights. Boxing: some 20 fights with odds. A-League, NBL and others that the table of leagues does not have are left out.
 */
const BUDGET = Number(process.argv[2] ?? 100_000);
const MINUTE = 60_000;
const DAY = 24 * 60;
const DAYS = 30;
const FROM = Date.UTC(2026, 10, 1);

interface Month {
  /** Games on each of these days of the week, 0 being a Sunday. */
  readonly week: Readonly<Record<number, number>>;
  /** The hours in UTC between which games start. */
  readonly hours: readonly [number, number];
  /** The number of different starts of a day. */
  readonly slots: number;
  /** Every so many weeks; 1 where it is left out. */
  readonly everyWeeks?: number;
}

const MONTHS: Partial<Record<League, Month>> = {
  nfl: { week: { 0: 14, 1: 1, 4: 1 }, hours: [18, 25], slots: 4 },
  ncaaf: { week: { 2: 3, 3: 3, 5: 4, 6: 45 }, hours: [17, 27], slots: 8 },
  nba: { week: { 0: 7, 1: 8, 2: 5, 3: 11, 4: 4, 5: 11, 6: 7 }, hours: [23, 27], slots: 6 },
  nhl: { week: { 0: 5, 1: 5, 2: 9, 3: 3, 4: 10, 5: 5, 6: 12 }, hours: [23, 27], slots: 6 },
  ncaab: { week: { 0: 30, 1: 35, 2: 45, 3: 40, 4: 30, 5: 45, 6: 80 }, hours: [17, 28], slots: 14 },
  epl: { week: { 0: 3, 1: 1, 6: 6 }, hours: [12, 20], slots: 4 },
  la_liga: { week: { 0: 4, 1: 1, 5: 1, 6: 4 }, hours: [13, 20], slots: 4 },
  bundesliga: { week: { 0: 2, 5: 1, 6: 6 }, hours: [14, 20], slots: 3 },
  serie_a: { week: { 0: 4, 1: 1, 5: 1, 6: 4 }, hours: [11, 20], slots: 4 },
  ligue_1: { week: { 0: 5, 5: 1, 6: 3 }, hours: [13, 20], slots: 4 },
  mls: { week: { 6: 2 }, hours: [22, 27], slots: 2 },
  champions_league: { week: { 2: 9, 3: 9 }, hours: [17, 20], slots: 2, everyWeeks: 2 },
  europa_league: { week: { 4: 18 }, hours: [17, 20], slots: 2, everyWeeks: 2 },
  dfb_pokal: { week: { 2: 4, 3: 4 }, hours: [17, 20], slots: 2, everyWeeks: 4 },
  atp: { week: { 0: 1, 1: 8, 2: 8, 3: 6, 4: 4, 5: 2, 6: 2 }, hours: [10, 20], slots: 8, everyWeeks: 2 },
  wta: { week: { 0: 1, 1: 8, 2: 8, 3: 6, 4: 4, 5: 2, 6: 2 }, hours: [10, 20], slots: 8, everyWeeks: 2 },
  ufc: { week: { 6: 12 }, hours: [22, 28], slots: 12 },
  boxing: { week: { 6: 5 }, hours: [20, 27], slots: 5 },
};

/** Repeatable numbers from 0 to 1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Game {
  readonly league: League;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The instants of its made-up picks, the first of them first. */
  readonly picks: readonly number[];
  /** The instants at which somebody opened it. */
  readonly opened: readonly number[];
}

/** Picks and openings come within two days before a start, most of them in the last hours. A third of the games has none. */
function gamesOf(league: League, { week, hours, slots, everyWeeks = 1 }: Month, next: () => number): Game[] {
  const games: Game[] = [];
  for (let day = 0; day < DAYS; day++) {
    const at = FROM + day * DAY * MINUTE;
    const count = Math.floor(day / 7) % everyWeeks === 0 ? (week[new Date(at).getUTCDay()] ?? 0) : 0;
    for (let i = 0; i < count; i++) {
      const [first, last] = hours;
      const hour = first + ((last - first) * (i % slots)) / Math.max(1, slots - 1);
      const startsAt = at + Math.round(hour * 4) * 15 * MINUTE;
      const before = () => startsAt - 2 * DAY * MINUTE * next() ** 4 - MINUTE;
      const wanted = next();
      const picks = wanted < 1 / 3 ? 0 : Math.ceil(8 * next());
      const openings = wanted < 1 / 6 ? 0 : 1 + Math.ceil(3 * picks * next());
      const some = (length: number) => Array.from({ length }, before).toSorted((a, b) => a - b);
      games.push({ league, startsAt, endsAt: startsAt + 160 * MINUTE, picks: some(picks), opened: some(openings) });
    }
  }
  return games;
}

function asAsked({ league, startsAt, endsAt, picks, opened }: Game, now: number): AskedEvent {
  const fresh = (times: readonly number[]) => times.some((at) => at <= now && now - at < DAY * MINUTE);
  const interest: Interest = picks[0] !== undefined && picks[0] <= now ? 'picked' : fresh(opened) ? 'opened' : 'none';
  return {
    league,
    startsAt: new Date(startsAt).toISOString(),
    state: now < endsAt ? 'scheduled' : 'final',
    interest,
    isFresh: fresh(picks) || fresh(opened),
  };
}

const provider = theOddsApi(() => Promise.reject(new Error('the bench asks nobody')), BUDGET);
const KINDS = ['odds', 'scores', 'alternates'] as const satisfies readonly PaidKind[];
const next = random(7);
const leagues = Object.entries(MONTHS).map(([league, month]) => ({
  league: league as League,
  games: gamesOf(league as League, month, next),
}));
const spent = { planned: 0, closing: 0 };
const most = partsOf(BUDGET);
const credits = new Map<string, number>();
const polls = new Map<string, number[]>();
const lookAt = new Map<League, number>();
let refused = 0;
let slowest = 1;

/** The time of the newest poll of a kind. */
const lastOf = (league: League, kind: PaidKind): string | undefined => {
  const last = polls.get(`${league} ${kind}`)?.at(-1);
  return last === undefined ? undefined : new Date(last).toISOString();
};

for (let minute = 0; minute < DAYS * DAY; minute++) {
  const now = FROM + minute * MINUTE;
  const at = new Date(now);
  const pace = paceOf(spent, BUDGET, at);
  slowest = Math.min(slowest, pace);
  for (const { league, games } of leagues) {
    if (now < (lookAt.get(league) ?? 0)) continue;
    const near = games.filter(({ startsAt }) => startsAt > now - 3 * DAY * MINUTE && startsAt < now + 8 * DAY * MINUTE);
    // As the jobs do: a look comes when something can be due, and at the latest with the free poll of games.
    const until = Math.min(...near.map(({ startsAt }) => startsAt - now).filter((ms) => ms > 0));
    lookAt.set(league, now + (until <= 30 * MINUTE ? 1 : until <= DAY * MINUTE ? 10 : 60) * MINUTE);
    if (near.length === 0) continue;
    const events = near.map((game) => asAsked(game, now));
    const { further, ...each } = provider.credits(league, [{ league, key: league, title: league }]);
    const covers = provider.covers(league);
    const looks = KINDS.map((kind) => Date.parse(nextAskAt(kind, events, lastOf(league, kind), pace, at)));
    lookAt.set(league, Math.min(lookAt.get(league) ?? now, ...looks.filter((look) => look > now)));
    for (const kind of KINDS) {
      if ((kind === 'scores' && !covers.scores) || (kind === 'alternates' && !covers.further)) continue;
      const key = `${league} ${kind}`;
      const part = payingPart(kind, events, lastOf(league, kind), pace, at);
      if (part === null) continue;
      const cost = kind === 'alternates' ? further * events.filter((event) => wantsFurther(event, at)).length : each[kind];
      const from = (part === 'closing' ? (['closing', 'planned'] as const) : (['planned'] as const)).find(
        (one) => spent[one] + cost <= most[one],
      );
      if (from === undefined) {
        refused++;
        continue;
      }
      spent[from] += cost;
      credits.set(key, (credits.get(key) ?? 0) + cost);
      const times = polls.get(key);
      if (times) times.push(now);
      else polls.set(key, [now]);
    }
  }
}

const all = leagues.flatMap(({ games }) => games);
const quotedWithin = (league: League, at: number, minutes: number) =>
  (polls.get(`${league} odds`) ?? []).some((poll) => poll <= at && at - poll <= minutes * MINUTE);
const picks = all
  .flatMap(({ league, picks: of }) => of.map((at) => ({ league, at })))
  .filter(({ at }) => at > FROM + DAY * MINUTE);
const beside = picks.filter(({ league, at }) => quotedWithin(league, at, 15)).length;
const closes = all.filter(({ picks: of, startsAt }) => of.length > 0 && startsAt < FROM + DAYS * DAY * MINUTE);
const confirmed = closes.filter(({ league, startsAt }) => quotedWithin(league, startsAt - 1, 15)).length;

const row = (name: string, of: (kind: PaidKind) => number) =>
  `${name.padEnd(18)}${KINDS.map((kind) => String(of(kind)).padStart(12)).join('')}${String(KINDS.reduce((sum, kind) => sum + of(kind), 0)).padStart(12)}`;
const cost = (league: string, kind: PaidKind) => credits.get(`${league} ${kind}`) ?? 0;
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
console.log(`${''.padEnd(18)}${[...KINDS, 'all'].map((name) => name.padStart(12)).join('')}`);
for (const { league, games } of leagues) console.log(row(`${league} (${games.length})`, (kind) => cost(league, kind)));
console.log(row('all', (kind) => leagues.reduce((sum, { league }) => sum + cost(league, kind), 0)));
console.log(
  `${spent.planned} credits of the plan's ${most.planned}, ${spent.closing} of the ${most.closing} kept for closes; refused ${refused} times; slowest pace ${slowest.toFixed(2)}`,
);
console.log(
  `${percent(beside, picks.length)} of ${picks.length} picks beside a price of the last 15 minutes; ${percent(confirmed, closes.length)} of ${closes.length} closes confirmed`,
);
