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
import { DAY, type LeagueMonth, MINUTE, MONTHS, SEASONS } from './credits/months.ts';

/**
 * `npm run bench:credits [-- <credits>]` plays three months of leagues through the plan of the provider's credits, and prints for each what it costs
 * by league and kind, and the share of made-up picks beside a price of the last 15 minutes: September, with the last month of
 * baseball, October, in which 20 leagues play, and November, which has the most games. It fails when a month costs more than the budget,
 * when a close with a pick is not confirmed, or when a league plays fewer games a week than its season has.
 */
const BUDGET = Number(process.argv[2] ?? 100_000);

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
  if (spent.planned + spent.closing > BUDGET || confirmed < closes.length) process.exitCode = 1;
  console.log(
    `${percent(beside, picks.length)} of ${picks.length} picks beside a price of the last 15 minutes; ${percent(confirmed, closes.length)} of ${closes.length} closes confirmed`,
  );
}

for (const [league, { games, weeks, source }] of Object.entries(SEASONS)) {
  const most = Math.max(
    ...MONTHS.map(({ leagues }) => Object.values(leagues[league as League]?.week ?? {}).reduce((sum, count) => sum + count, 0)),
  );
  console.log(
    `${league.padEnd(18)}${most} games a week, of a season with ${games} in ${weeks}: ${(games / weeks).toFixed(1)} (${source})`,
  );
  if (most < games / weeks) process.exitCode = 1;
}
for (const month of MONTHS) play(month);
