import { YouBetError } from '../../../client/index.ts';
import type { ReplyData } from '../../../schemas/contract.ts';
import { ListEvents } from '../../../schemas/events.ts';
import type { PickView } from '../../../schemas/pick-views.ts';
import { GetPick, PlacePick } from '../../../schemas/picks.ts';
import { dim, red } from '../../cli/colours.ts';
import type { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import type { ReplayGameView } from '../../provider/controls.ts';
import { say } from './print.ts';

type Client = Pick<ReturnType<typeof connect>, 'call' | 'pages'>;
type ListedEvent = ReplyData<typeof ListEvents>[number];
type PickLeg = PickView['legs'][number];

/** A pick, with its event and the replay game that the event comes from: those of the first leg. */
export interface PlacedPick {
  readonly person: Person;
  readonly game: ReplayGameView;
  readonly event: ListedEvent;
  readonly pick: PickView;
}

/** Indexes of a game, of a market of that game, and of a selection of that market. */
type Choice = readonly [game: number, market: number, selection: number];

/**
 * The picks of the day: singles on games of eight sports, and one parlay across three of them, which the correction of its first leg turns
 * round. `person` is an index of the people.
 */
const PICKS: readonly (readonly [person: number, stake: string, legs: readonly Choice[], sealed?: true])[] = [
  [0, '1.5', [[0, 0, 0]]],
  [0, '1', [[1, 1, 0]]],
  [1, '2', [[2, 1, 1]]],
  [1, '0.5', [[3, 0, 0]], true],
  [2, '1', [[4, 0, 1]]],
  [
    2,
    '1',
    [
      [0, 0, 0],
      [2, 0, 0],
      [4, 2, 0],
    ],
  ],
  [3, '1.25', [[5, 0, 0]]],
  [3, '1', [[6, 0, 0]]],
  [0, '0.5', [[7, 0, 0]]],
  [3, '1', [[0, 0, 1]]],
];

/** Places the picks of the day at the best prices, and prints them. @param titles receives the title of each pick */
export async function placeAll(
  { call, pages }: Client,
  people: readonly Person[],
  games: readonly ReplayGameView[],
  titles: Map<string, string>,
): Promise<PlacedPick[]> {
  const events = await pages(ListEvents, { as: people[0], query: { limit: 100 } });
  const placed: PlacedPick[] = [];
  for (const [who, stakeUnits, choices, sealed = false] of PICKS) {
    const person = people[who] as Person;
    const chosen = choices.map(([game, market, selection]) => offerOf(events, games[game] as ReplayGameView, market, selection));
    const kind = chosen.length === 1 ? 'single' : 'parlay';
    const book = kind === 'single' ? { book: chosen[0]?.book } : {};
    const body = { kind, legs: chosen.map(({ leg }) => leg), stakeUnits, sealed, ...book } as const;
    const pick = await call(PlacePick, { as: person, body });
    const title = chosen.map((each) => each.title).join(' + ');
    titles.set(pick.id, title.padEnd(28));
    for (const [i, { title, leg, about }] of chosen.entries()) {
      const stake = i === 0 ? `${stakeUnits} u` : '+  ';
      const check = pick.legs[i]?.priceCheck ?? '';
      say(person.name, `${title.padEnd(28)} ${leg.odds.price.padStart(5)}  ${stake.padStart(6)}  ${dim(`${check}, ${about}`)}`);
    }
    if (kind === 'parlay') say(person.name, `${'together'.padEnd(28)} ${pick.odds?.american.padStart(5)}`);
    if (sealed) {
      const reader = people.find(({ userId }) => userId !== person.userId) as Person;
      const { legs } = await call(GetPick, { as: reader, params: { pickId: pick.id } });
      if (legs.length > 0) throw new Error('a sealed pick shows its legs to another person');
      say(reader.name, `sees that ${person.name} has a pick there, and not which: it is sealed until its lock`);
    }
    const { game, event } = chosen[0] as (typeof chosen)[number];
    placed.push({ person, game, event, pick });
  }
  return placed;
}

/** Finds a selection of a game's event, and makes a leg of it at the book with the best price. */
function offerOf(events: readonly ListedEvent[], game: ReplayGameView, marketIndex: number, selectionIndex: number) {
  const event = events.find(({ status, ...event }) => status === 'upcoming' && gameOf(event) === gameOf(game));
  const market = event?.markets[marketIndex % event.markets.length];
  const offer = market?.selections[selectionIndex % market.selections.length];
  if (!event || !market || !offer) throw new Error(`there are no prices for ${gameOf(game)}`);
  const { selection, line, best } = offer;
  const odds = { format: 'american', price: best.odds.american } as const;
  return {
    game,
    event,
    book: best.title,
    leg: { eventId: event.id, market: market.market, selection, ...(line !== null && { line }), odds },
    title: `${nameOf(event, selection)}${line === null ? '' : ` ${line}`}`,
    about: `${market.market}, ${gameOf(event)}`,
  };
}

/** A game in one text: `Buffalo Bills at Los Angeles Rams`, or the title of a tournament. */
const gameOf = ({ home, away, title }: Pick<ListedEvent, 'home' | 'away' | 'title'>): string => title ?? `${away} at ${home}`;

/** A competitor of a tournament is picked by name. */
const nameOf = ({ home, away }: ListedEvent, selection: string): string => ({ home, away })[selection] ?? selection;

/** Tries to copy a pick after its game has started. @throws Error when the pick is accepted */
export async function placeTooLate({ call }: Client, person: Person, { event, pick }: PlacedPick): Promise<void> {
  const { market, selection, odds, line } = pick.legs[0] as PickLeg;
  const entered = odds?.entered ?? undefined;
  const body = {
    legs: [{ eventId: event.id, market, selection, ...(line !== null && { line }), odds: entered }],
    stakeUnits: '5',
  };
  try {
    await call(PlacePick, { as: person, body });
  } catch (error) {
    if (!(error instanceof YouBetError && error.code === 'PICK_LOCKED')) throw error;
    const side = `${nameOf(event, selection)}${line === null ? '' : ` ${line}`}`;
    say(person.name, `tries to pick ${side}: ${red('refused')} ${dim(`${error.status} ${error.code}`)}`);
    return;
  }
  throw new Error('a pick was accepted after the start');
}

/** Finds a game that somebody picked a winner of, and that has one. @returns it with its two scores exchanged */
export function correctionOf(picks: readonly PlacedPick[]) {
  const found = picks.find(
    ({ pick: { legs }, game: { final } }) =>
      legs.length === 1 &&
      ['moneyline', 'three_way'].includes(legs[0]?.market ?? '') &&
      final !== null &&
      final.home !== final.away,
  );
  if (!found?.game.final) throw new Error('nobody picked the winner of a game that has one');
  const { game, event } = found;
  return { game, eventId: event.id, score: { home: found.game.final.away, away: found.game.final.home } };
}
