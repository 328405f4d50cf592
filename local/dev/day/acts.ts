import type { ReplyData } from '../../../schemas/contract.ts';
import { ListEvents } from '../../../schemas/events.ts';
import type { Push } from '../../../schemas/messages.ts';
import type { PickView } from '../../../schemas/pick-views.ts';
import { PlacePick } from '../../../schemas/picks.ts';
import { GetLeaderboard, GetUserStats } from '../../../schemas/stats.ts';
import { Refused } from '../../client/api.ts';
import type { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import type { Socket } from '../../client/socket.ts';
import { until } from '../../client/until.ts';
import type { Game } from '../../provider/controls-client.ts';
import { Refusal } from '../cloud/child.ts';
import { enter } from '../cloud/enter.ts';
import { dim, green, red } from '../cloud/steps.ts';
import { coloured, say, signed, table } from './stage.ts';

type Cloud = ReturnType<typeof connect>;
type Event = ReplyData<typeof ListEvents>[number];
type Leg = PickView['legs'][number];

/** A pick beside the game that it is on, as the feed will play it. */
export interface Placed {
  readonly person: Person;
  readonly game: Game;
  readonly event: Event;
  readonly pick: PickView;
}

const NAMES = ['Ann', 'Ben', 'Cleo', 'Dan'] as const;

/** The four, signed in with a code each. One whose hour's codes are used up signs up again under another address. */
export async function gather({ signIn, signUp }: Cloud): Promise<Person[]> {
  const people: Person[] = [];
  for (const name of NAMES) {
    const person = await signIn({ name, address: `${name.toLowerCase()}@youbet.example` }).catch((error: unknown) => {
      if (error instanceof Refused && error.code === 'RATE_LIMITED') return signUp(name);
      throw error;
    });
    say(name, `signed in as ${green(`@${person.handle}`)} ${dim(`with the code sent to ${person.address}`)}`);
    people.push(person);
  }
  return people;
}

type Pushed<T extends Push['type']> = Extract<Push, { type: T }>;

/** A socket for everyone, which prints what it receives. */
export async function listenAll({ listen }: Cloud, people: readonly Person[]) {
  const sockets = await Promise.all(people.map(async (person) => ({ person, socket: await listen(person), told: 0 })));
  const timer = setInterval(() => {
    for (const one of sockets)
      for (; one.told < one.socket.received.length; one.told++) tell(one.person, one.socket.received[one.told] as Push);
  }, 50);
  const every = <T extends Push['type']>(type: T): Pushed<T>[] => sockets.flatMap(({ socket }) => socket.pushes(type));
  return {
    /** Waits until so many pushes of a kind have come, counting each piece of news once. */
    all: (type: Push['type'], count: number) =>
      until(`${count} times ${type}`, () => new Set(every(type).map(({ id }) => id)).size >= count || undefined, 90),
    /** Waits until so many picks have been graded anew. */
    corrected: (count: number) => {
      const picks = () => new Set(every('pick.settled').flatMap(({ data }) => (data.corrected ? [data.pickId] : [])));
      return until('the correction', () => picks().size >= count || undefined, 60);
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await Promise.all(sockets.map(({ socket }: { socket: Socket }) => socket.close()));
    },
  };
}

const bySocket = dim('socket');
const titles = new Map<string, string>();

const heard = new Set<string>();

function tell({ name }: Person, push: Push): void {
  // The same news may come again under the same id, as that of a ticket does from each of its games.
  if (heard.has(push.id)) return;
  heard.add(push.id);
  if (push.type === 'pick.locked') say(name, `${bySocket}  locked   ${titles.get(push.data.pickId) ?? ''}`);
  if (push.type !== 'pick.settled') return;
  const { pickId, result, profitUnits, corrected } = push.data;
  say(
    name,
    `${bySocket}  ${corrected ? 'now     ' : 'settled '} ${titles.get(pickId) ?? ''}  ${coloured(result)} ${signed(profitUnits, ' u')}`,
  );
}

/** Which selection of which market of which game. */
type Choice = readonly [game: number, market: number, side: number];
/** Singles on six games, and one ticket across three of them. */
const HANDS: readonly (readonly [person: number, stake: string, legs: readonly Choice[]])[] = [
  [0, '1.5', [[0, 0, 0]]],
  [0, '1', [[1, 1, 0]]],
  [1, '2', [[2, 1, 1]]],
  [1, '0.5', [[3, 0, 0]]],
  [2, '1', [[4, 2, 0]]],
  [
    2,
    '1',
    [
      [0, 0, 0],
      [2, 0, 1],
      [4, 2, 0],
    ],
  ],
  [3, '1.25', [[5, 2, 1]]],
  [3, '1', [[0, 0, 1]]],
];

export async function placeAll({ call, pages }: Cloud, people: readonly Person[], games: readonly Game[]): Promise<Placed[]> {
  const events = await pages(ListEvents, { query: { limit: 100 } });
  const placed: Placed[] = [];
  for (const [who, stakeUnits, choices] of HANDS) {
    const person = people[who] as Person;
    const chosen = choices.map(([which, m, side]) => offered(events, games[which] as Game, m, side));
    const kind = chosen.length === 1 ? 'single' : 'parlay';
    const book = kind === 'single' ? { book: chosen[0]?.book } : {};
    const pick = await call(PlacePick, { as: person, body: { kind, legs: chosen.map(({ leg }) => leg), stakeUnits, ...book } });
    titles.set(
      pick.id,
      chosen
        .map(({ title }) => title)
        .join(' + ')
        .padEnd(28),
    );
    for (const [i, { title, leg, about }] of chosen.entries()) {
      const stake = i === 0 ? `${stakeUnits} u` : '+  ';
      say(person.name, `${title.padEnd(28)} ${leg.odds.price.padStart(5)}  ${stake.padStart(6)}  ${dim(about)}`);
    }
    if (kind === 'parlay') say(person.name, `${'together'.padEnd(28)} ${pick.odds?.american.padStart(5)}`);
    const { game, event } = chosen[0] as (typeof chosen)[number];
    placed.push({ person, game, event, pick });
  }
  return placed;
}

/** What the feed's best book offers, as a leg. */
function offered(events: readonly Event[], game: Game, m: number, side: number) {
  const event = events.find(({ home, away, status }) => home === game.home && away === game.away && status === 'upcoming');
  const market = event?.markets[m % event.markets.length];
  const offer = market?.selections[side % market.selections.length];
  if (!event || !market || !offer) throw new Error(`no prices for ${game.home}`);
  const { selection, line, best } = offer;
  const odds = { format: 'american', price: best.odds.american } as const;
  return {
    game,
    event,
    book: best.title,
    leg: { eventId: event.id, market: market.market, selection, ...(line !== null && { line }), odds },
    title: `${nameOf(event, selection)}${line === null ? '' : ` ${line}`}`,
    about: `${market.market}, ${event.away} at ${event.home}`,
  };
}

const nameOf = ({ home, away }: Event, selection: string): string => ({ home, away })[selection] ?? selection;

/** One who comes too late. @throws when the pick is taken */
export async function refusedAfterStart({ call }: Cloud, people: readonly Person[], picks: readonly Placed[]): Promise<void> {
  const late = people[3] as Person;
  const { event, pick } = picks[0] as Placed;
  const { market, selection, odds, line } = pick.legs[0] as Leg;
  const entered = odds?.entered ?? undefined;
  const body = {
    legs: [{ eventId: event.id, market, selection, ...(line !== null && { line }), odds: entered }],
    stakeUnits: '5',
  };
  try {
    await call(PlacePick, { as: late, body });
  } catch (error) {
    if (!(error instanceof Refused && error.code === 'PICK_LOCKED')) throw error;
    say(late.name, `tries to follow ${titles.get(pick.id)?.trim()}: ${red('refused')} ${dim(`${error.status} ${error.code}`)}`);
    return;
  }
  throw new Error('a pick was taken after the start');
}

type Records = ReadonlyMap<string, ReplyData<typeof GetUserStats>>;

/** Everyone's record; beside what it was before, if that is said. */
export async function records({ call }: Cloud, people: readonly Person[], title: string, before?: Records): Promise<Records> {
  const stats = await Promise.all(
    people.map(async ({ handle }) => [handle, await call(GetUserStats, { params: { handle }, query: {} })] as const),
  );
  const rows = stats.map(([handle, { wins, losses, pushes, profitUnits, roiPercent, winRatePercent, streak }]) => {
    const was = before?.get(handle);
    const change = was ? [signed(String(Number(profitUnits) - Number(was.profitUnits)), ' u')] : [];
    const run = streak === 0 ? '–' : `${streak > 0 ? 'W' : 'L'}${Math.abs(streak)}`;
    return [
      `@${handle}`,
      `${wins}-${losses}-${pushes}`,
      signed(profitUnits, ' u'),
      signed(roiPercent, ' %'),
      signed(winRatePercent, ' %'),
      run,
      ...change,
    ];
  });
  table(title, ['', 'W-L-P', 'profit', 'ROI', 'win rate', 'streak', ...(before ? ['today'] : [])], rows);
  return new Map(stats);
}

/** The top of the board, and the four wherever they stand. */
export async function boards({ page }: Cloud, people: readonly Person[], title: string): Promise<void> {
  const { items } = await page(GetLeaderboard, { query: { metric: 'roi', timeframe: '30d', limit: 100 } });
  const ours = new Set(people.map(({ userId }) => userId));
  const rows = items
    .filter(({ rank, user }) => rank <= 5 || ours.has(user.id))
    .map(({ rank, user, decided, roiPercent, score }) => [
      `${String(rank).padStart(2)}  @${user.handle}`,
      String(decided),
      signed(roiPercent, ' %'),
      signed(String(Number(score) * 100), ' %'),
    ]);
  table(title, ['', 'decided', 'ROI', 'ranked by'], rows);
}

/** @throws Refusal when there is a difference */
export async function audit(): Promise<void> {
  await enter('local');
  const { audit: recompute } = await import('../../../core/audit/index.ts');
  const { events, picks, outcomes, bettors, differences } = await recompute(new Date());
  say('Audit', dim(`${events} events, ${picks} picks, ${outcomes} outcomes, ${bettors} bettors`));
  for (const { of, field, is, should } of differences)
    say('', red(`${of} ${field} is ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`));
  if (differences.length > 0) throw new Refusal(`${differences.length} differences`);
  say('Audit', green('0 differences'));
}
