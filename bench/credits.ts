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
 * `npm run bench:credits [-- <credits>]` plays two months of leagues through the plan of the provider's credits, and prints for each what it costs
 * by league and kind, and the share of made-up picks beside a price of the last 15 minutes: October, in which 20 leagues play, and November,
 * which has the most games.
 *
 * Numbers of games are those of the leagues' own schedules of 2025: a league of n teams with m games each has n * m / 2.
 * nfl.com: 32 * 17 / 2 = 272 in 18 weeks. ncaa.com: some 55 games a week of the 136 teams of FBS; 365 teams of Division I with some 31 games from
 * 3 November on. nba.com: 30 * 82 / 2 = 1,230 from 21 October to 12 April. nhl.com: 32 * 82 / 2 = 1,312 from 7 October to 16 April. mlb.com: the
 * postseason, some 40 games of October. wnba.com: four finals from 3 to 10 October. premierleague.com, laliga.com, legaseriea.it: 20 * 38 / 2 = 380;
 * bundesliga.com, ligue1.com: 18 * 34 / 2 = 306; no round from 6 to 16 October and from 10 to 20 November, when national teams play. uefa.com:
 * 36 * 8 / 2 = 144 of each cup, 18 on a match day. dfb.de: 16 games of the second round on 28 and 29 October. mlssoccer.com: the last rounds until 18
 * October, then play-offs. nrl.com: the grand final on 5 October. atptour.com, wtatennis.com: draws of 32 and of 96. ufc.com: four cards of some 12
 * fights a month. boxing: some 20 fights a month that the provider quotes.
 */
const BUDGET = Number(process.argv[2] ?? 100_000);
const MINUTE = 60_000;
const DAY = 24 * 60;

/** The games of a league in a month. */
interface LeagueMonth {
  /** Games on each of these days of the week, 0 being a Sunday. */
  readonly week: Readonly<Record<number, number>>;
  /** The hours in UTC between which games start. */
  readonly hours: readonly [number, number];
  /** The number of different starts of a day. */
  readonly slots: number;
  /** The spans of days on which it plays, `1-5, 17-31`; all days where this is left out. */
  readonly days?: string;
}
type MonthOfLeagues = Partial<Record<League, LeagueMonth>>;

const EUROPE: MonthOfLeagues = {
  epl: { week: { 0: 3, 1: 1, 6: 6 }, hours: [12, 20], slots: 4 },
  la_liga: { week: { 0: 4, 1: 1, 5: 1, 6: 4 }, hours: [13, 20], slots: 4 },
  bundesliga: { week: { 0: 2, 5: 1, 6: 6 }, hours: [14, 20], slots: 3 },
  serie_a: { week: { 0: 4, 1: 1, 5: 1, 6: 4 }, hours: [11, 20], slots: 4 },
  ligue_1: { week: { 0: 5, 5: 1, 6: 3 }, hours: [13, 20], slots: 4 },
};
const on = (days: LeagueMonth['days'], leagues: MonthOfLeagues): MonthOfLeagues =>
  Object.fromEntries(Object.entries(leagues).map(([league, month]) => [league, { ...month, days }]));

const FIGHTS: MonthOfLeagues = {
  ufc: { week: { 6: 12 }, hours: [22, 28], slots: 12 },
  boxing: { week: { 6: 5 }, hours: [20, 27], slots: 5 },
};
const NFL: LeagueMonth = { week: { 0: 14, 1: 1, 4: 1 }, hours: [18, 25], slots: 4 };
const NCAAF: LeagueMonth = { week: { 2: 3, 3: 3, 5: 4, 6: 45 }, hours: [17, 27], slots: 8 };
const NBA: LeagueMonth = { week: { 0: 7, 1: 8, 2: 5, 3: 11, 4: 4, 5: 11, 6: 7 }, hours: [23, 27], slots: 6 };
const NHL: LeagueMonth = { week: { 0: 5, 1: 5, 2: 9, 3: 3, 4: 10, 5: 5, 6: 12 }, hours: [23, 27], slots: 6 };
const TENNIS: LeagueMonth = { week: { 0: 1, 1: 8, 2: 8, 3: 6, 4: 4, 5: 2, 6: 2 }, hours: [10, 20], slots: 8 };
const CUP_NIGHTS = { week: { 2: 9, 3: 9 }, hours: [17, 20], slots: 2 } as const;
const CUP_THURSDAYS = { week: { 4: 18 }, hours: [17, 20], slots: 2 } as const;

const MONTHS: readonly {
  readonly name: string;
  readonly from: number;
  readonly days: number;
  readonly leagues: MonthOfLeagues;
}[] = [
  {
    name: 'October',
    from: Date.UTC(2025, 9, 1),
    days: 31,
    leagues: {
      nfl: NFL,
      ncaaf: NCAAF,
      nba: { ...NBA, days: '21-31' },
      nhl: { ...NHL, days: '7-31' },
      mlb: { week: { 0: 1, 1: 2, 2: 1, 3: 1, 4: 1, 5: 1, 6: 2 }, hours: [18, 25], slots: 2 },
      wnba: { week: { 0: 1, 3: 1, 5: 1 }, hours: [24, 24], slots: 1, days: '3-10' },
      ...on('1-5, 17-31', EUROPE),
      mls: { week: { 0: 3, 3: 3, 6: 11 }, hours: [20, 26], slots: 4 },
      champions_league: {
        ...CUP_NIGHTS,
        days: '1-1, 21-22',
      },
      europa_league: {
        ...CUP_THURSDAYS,
        days: '2-2, 23-23',
      },
      dfb_pokal: { week: { 2: 8, 3: 8 }, hours: [17, 20], slots: 2, days: '28-29' },
      atp: TENNIS,
      wta: TENNIS,
      ...FIGHTS,
      nrl: { week: { 0: 1 }, hours: [8, 8], slots: 1, days: '5-5' },
    },
  },
  {
    name: 'November',
    from: Date.UTC(2025, 10, 1),
    days: 30,
    leagues: {
      nfl: NFL,
      ncaaf: NCAAF,
      nba: NBA,
      nhl: NHL,
      ncaab: {
        week: { 0: 30, 1: 35, 2: 45, 3: 40, 4: 30, 5: 45, 6: 80 },
        hours: [17, 28],
        slots: 14,
        days: '3-30',
      },
      ...on('1-9, 21-30', EUROPE),
      mls: { week: { 0: 2, 6: 2 }, hours: [20, 26], slots: 2 },
      champions_league: {
        ...CUP_NIGHTS,
        days: '4-5, 25-26',
      },
      europa_league: {
        ...CUP_THURSDAYS,
        days: '6-6, 27-27',
      },
      atp: { ...TENNIS, days: '1-16' },
      wta: { ...TENNIS, days: '1-8' },
      ...FIGHTS,
    },
  },
];

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
function gamesOf(
  league: League,
  { week, hours, slots, days = '1-31' }: LeagueMonth,
  span: { readonly from: number; readonly days: number },
  next: () => number,
): Game[] {
  const spans = days.split(', ').map((one) => one.split('-').map(Number));
  const games: Game[] = [];
  for (let day = 0; day < span.days; day++) {
    const at = span.from + day * DAY * MINUTE;
    const plays = spans.some(([first = 0, last = 0]) => day + 1 >= first && day + 1 <= last);
    const count = plays ? (week[new Date(at).getUTCDay()] ?? 0) : 0;
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
function play(month: (typeof MONTHS)[number]): void {
  const next = random(7);
  const leagues = Object.entries(month.leagues).map(([league, games]) => ({
    league: league as League,
    games: gamesOf(league as League, games, month, next),
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

  for (let minute = 0; minute < month.days * DAY; minute++) {
    const now = month.from + minute * MINUTE;
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
    .filter(({ at }) => at > month.from + DAY * MINUTE);
  const beside = picks.filter(({ league, at }) => quotedWithin(league, at, 15)).length;
  const closes = all.filter(({ picks: of, startsAt }) => of.length > 0 && startsAt < month.from + month.days * DAY * MINUTE);
  const confirmed = closes.filter(({ league, startsAt }) => quotedWithin(league, startsAt - 1, 15)).length;

  const row = (name: string, of: (kind: PaidKind) => number) =>
    `${name.padEnd(18)}${KINDS.map((kind) => String(of(kind)).padStart(12)).join('')}${String(KINDS.reduce((sum, kind) => sum + of(kind), 0)).padStart(12)}`;
  const cost = (league: string, kind: PaidKind) => credits.get(`${league} ${kind}`) ?? 0;
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  console.log(`${month.name.padEnd(18)}${[...KINDS, 'all'].map((name) => name.padStart(12)).join('')}`);
  for (const { league, games } of leagues) console.log(row(`${league} (${games.length})`, (kind) => cost(league, kind)));
  console.log(row('all', (kind) => leagues.reduce((sum, { league }) => sum + cost(league, kind), 0)));
  console.log(
    `${spent.planned} credits of the plan's ${most.planned}, ${spent.closing} of the ${most.closing} kept for closes; refused ${refused} times; slowest pace ${slowest.toFixed(2)}`,
  );
  console.log(
    `${percent(beside, picks.length)} of ${picks.length} picks beside a price of the last 15 minutes; ${percent(confirmed, closes.length)} of ${closes.length} closes confirmed`,
  );
}

for (const month of MONTHS) play(month);
