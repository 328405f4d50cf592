import { system, type User } from '#actor';
import { findEvent } from '#core/events';
import { editPick, pickById, placePick, withdrawPick } from '#core/picks';
import { decideEvent } from '#core/results';
import { reviewPick } from '#core/reviews';
import { DomainError } from '#errors';
import type { EventId, PickId, UserId } from '#schemas/common';
import { listedSelections, type OfferedMarket, offerOf } from '#schemas/markets';
import { EditPick, PlacePick } from '#schemas/picks';
import type { League } from '#schemas/sports';
import { changeEvent } from '../../support/change-event.ts';
import { recordGame } from '../../support/make/games.ts';
import { bettor } from '../../support/make/users.ts';
import type { Dice } from './dice.ts';
import type { Run } from './run.ts';
import { STORIES, type StoryFact } from './stories.ts';

/** The replies that people got. */
export interface Played {
  readonly bettors: readonly User[];
  readonly events: readonly EventId[];
  /** Picks that were confirmed to their authors. */
  readonly placed: Set<PickId>;
  /** Picks that may or may not be there: whoever placed them got no answer that says. */
  unknown: number;
  readonly withdrawn: Set<PickId>;
}

const ingest = system('ingest-scores');
const admin: User = { kind: 'user', userId: 'admin' as UserId, role: 'admin', tier: 'free', origin: 'simulator' };
/** Whatever is delivered in between. */
export type Rustle = (dice: Dice) => Promise<void>;
/** The jobs of the clock. */
interface Machinery {
  readonly rustle: Rustle;
  /** The sweep that comes round every few minutes; it looks six days back. */
  readonly sweep: () => Promise<void>;
}

/** A day in the life of a few bettors. Each step draws from dice of its own, so that how one goes does not change what the next one is. */
export async function play(run: Run, played: Played, { rustle, sweep }: Machinery): Promise<void> {
  const { dice } = run;
  const stories = played.events.map(() => dice.pick(STORIES));
  for (const event of played.events) {
    for (let picks = 1 + dice.below(3); picks > 0; picks--) {
      await bet(run, dice.fork(), played, event);
      await perhaps(0.5, dice.fork(), rustle);
    }
  }
  for (const [i, event] of played.events.entries()) {
    await live(run, dice.fork(), played, event, stories[i] ?? [], rustle);
    await run.doUnbroken(sweep);
  }
  for (const pickId of played.placed) await looked(run, dice.fork(), pickId, rustle);
}

/** Somebody looks at what could not be graded, perhaps before all of it has been delivered. */
async function looked(run: Run, dice: Dice, pickId: PickId, rustle: Rustle): Promise<void> {
  run.pass(1);
  const pick = await run.doUnbroken(() => pickById(pickId));
  const leg = pick?.outcome?.legs.findIndex(({ result }) => result === 'ungradeable') ?? -1;
  if (pick?.outcome?.review === undefined || leg < 0 || dice.chance(0.2)) return;
  const said = { leg, result: dice.pick(['win', 'loss', 'void'] as const), reason: 'Looked at it.' };
  for (let times = dice.chance(0.3) ? 2 : 1; times > 0; times--)
    await tried(run, () => reviewPick(admin, pickId, said, run.at()));
  await perhaps(0.5, dice.fork(), rustle);
}

const perhaps = async (share: number, dice: Dice, rustle: Rustle): Promise<void> => {
  if (dice.chance(share)) await rustle(dice);
};

/** Somebody places a pick, and perhaps thinks again. */
async function bet(run: Run, dice: Dice, played: Played, eventId: EventId): Promise<void> {
  run.pass(dice.below(5));
  const who = dice.pick(played.bettors);
  const [edits, withdraws] = [dice.chance(0.3), dice.chance(0.15)];
  const pickId = await placed(run, dice.fork(), played, who, eventId);
  run.pass(1);
  if (pickId && edits) {
    const stakeUnits = stake(dice);
    await tried(run, () => editPick(who, pickId, EditPick.body.parse({ revision: 1, stakeUnits }), run.at()));
  }
  run.pass(1);
  if (pickId && withdraws && (await tried(run, () => withdrawPick(who, pickId, run.at())))) played.withdrawn.add(pickId);
}

const stake = (dice: Dice): string => `${1 + dice.below(9)}.${dice.below(10)}`;
/** Markets that a score decides; a pick that needs more than the provider delivers waits for a reviewer. */
const GRADEABLE = ['moneyline', 'three_way', 'spread', 'total', 'odd_even', 'double_chance', 'draw_no_bet'] as const;

function legOf(dice: Dice, eventId: EventId, league: League) {
  const offered = (name: OfferedMarket) => offerOf(league, name);
  const market = dice.pick(GRADEABLE.filter(offered));
  const step = offered(market)?.step === 'quarter' ? 4 : 2;
  const line = market === 'total' ? String(30 + dice.below(30 * step) / step) : String((dice.below(12 * step) - 6 * step) / step);
  return {
    eventId,
    market,
    ...(dice.chance(0.1) && { period: 'H1' }),
    selection: dice.pick(listedSelections(market)),
    ...(offered(market)?.step && { line }),
  };
}

const priced = (dice: Dice) => ({ odds: { format: 'american', price: dice.pick(['-110', '+135', '-250', '+100']) } });

/** A single, or a ticket on this game and those that are still to come. */
function words(dice: Dice, played: Played, eventId: EventId) {
  const later = played.events.slice(played.events.indexOf(eventId));
  const leg = (on: EventId) => legOf(dice, on, leagueOf(played, on));
  const kind = dice.pick(['single', 'single', 'same_game_parlay', 'parlay', 'parlay', 'round_robin', 'teaser']);
  const stakeUnits = stake(dice);
  const several = later.length > 1;
  if (kind === 'same_game_parlay') {
    const market = leg(eventId);
    const other = { eventId, market: 'total', selection: 'over', line: '40' };
    const legs = market.market === 'total' ? [{ ...other, selection: 'under', line: '50' }, other] : [market, other];
    return { kind, legs, odds: { format: 'decimal', price: '3.4' }, stakeUnits };
  }
  if (several && kind === 'teaser') {
    const legs = later.map((on) => ({ eventId: on, market: 'spread', selection: 'home', line: '+6' }));
    return { kind, legs, odds: { format: 'american', price: '-110' }, stakeUnits };
  }
  if (several && kind !== 'single' && kind !== 'teaser') {
    const legs = later.map((on) => ({ ...leg(on), ...priced(dice) }));
    return { kind, legs, ...(kind === 'round_robin' && { size: 2 }), stakeUnits };
  }
  return { kind: 'single', legs: [{ ...leg(eventId), ...priced(dice) }], stakeUnits };
}

/** With a key a caller who got no answer asks again, and gets the same pick; without one nobody knows. */
async function placed(run: Run, dice: Dice, played: Played, who: User, eventId: EventId): Promise<PickId | null> {
  const body = PlacePick.body.parse(words(dice, played, eventId));
  const key = dice.chance(0.5) ? run.newId(run.at()) : undefined;
  for (let attempt = 0; attempt < 4; attempt++) {
    try {
      const { id } = await run.do(() => placePick(who, body, key, run.at()));
      played.placed.add(id as PickId);
      return id as PickId;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'PICK_LOCKED') return null;
      if (error instanceof DomainError && error.code !== 'UNAVAILABLE') throw error;
      if (key !== undefined) continue;
      // UNAVAILABLE says that nothing was written; what broke says nothing.
      if (!(error instanceof DomainError)) played.unknown++;
      return null;
    }
  }
  played.unknown++;
  return null;
}

/** @returns whether it was confirmed */
async function tried(run: Run, work: () => Promise<unknown>): Promise<boolean> {
  return run.do(work).then(
    () => true,
    (error: unknown) => {
      if (error instanceof DomainError && !['UNAVAILABLE', 'CONFLICT', 'PICK_LOCKED'].includes(error.code)) throw error;
      return false;
    },
  );
}

/** The event from its start on, as the provider and an operator tell it: what is not recorded is told again, as the next poll would. */
async function live(
  run: Run,
  dice: Dice,
  played: Played,
  eventId: EventId,
  story: readonly StoryFact[],
  rustle: Rustle,
): Promise<void> {
  const { startsAt = '' } = (await findEvent(eventId)) ?? {};
  let at = Math.max(Date.parse(startsAt), run.now);
  for (const [minutes, said] of story) {
    at = Math.max(at + minutes * 60_000, run.now);
    run.now = at;
    await rustle(dice.fork());
    const news = told(run, () => {
      if ('decided' in said) return decideEvent(admin, { eventId, state: said.decided, reason: 'said so' }, run.at());
      if (!('movedBy' in said)) return changeEvent(ingest, eventId, said, run.at());
      return changeEvent(
        ingest,
        eventId,
        { startsAt: new Date(Date.parse(startsAt) + said.movedBy * 60_000).toISOString() },
        run.at(),
      );
    });
    await Promise.all([news, perhaps(0.5, dice.fork(), rustle)]);
    if ('movedBy' in said && said.movedBy > 0) await bet(run, dice.fork(), played, eventId);
    await perhaps(0.7, dice.fork(), rustle);
  }
}

async function told(run: Run, work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await run.do(work);
      return;
    } catch (error) {
      if (error instanceof DomainError && error.code !== 'UNAVAILABLE') throw error;
    }
  }
}

const LEAGUES: readonly League[] = ['nfl', 'epl', 'nfl'];
const leagueOf = ({ events }: Played, eventId: EventId): League => LEAGUES[events.indexOf(eventId) % LEAGUES.length] as League;

/** One to three games, two or three bettors. */
export async function gather(run: Run): Promise<Played> {
  const bettors: User[] = [];
  for (let left = 2 + run.dice.below(2); left > 0; left--)
    bettors.push(await run.doUnbroken(() => bettor(`bets_${run.seed}_${left}`, run.at())));
  const events: EventId[] = [];
  const games = run.dice.pick([1, 1, 1, 2, 3]);
  for (let i = 0; i < games; i++) {
    const game = {
      provider: 'simulator',
      providerGameId: `${run.seed}-${i}`,
      league: LEAGUES[i] as League,
      home: `Home ${run.seed}-${i}`,
      away: `Away ${run.seed}-${i}`,
      title: null,
      startsAt: new Date(run.now + (60 + i * 20) * 60_000).toISOString(),
    };
    events.push(await run.doUnbroken(() => recordGame(game, run.at())));
  }
  return { bettors, events, placed: new Set(), unknown: 0, withdrawn: new Set() };
}
