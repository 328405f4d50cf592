import { expect, it } from 'vitest';
import { system, type User } from '#actor';
import { findEvents, findPairing, type StoredEvent } from '#core/events';
import { outcomesOf, pickById, placePick } from '#core/picks';
import { findPrices } from '#core/prices';
import { ingestEvents, ingestScores } from '#core/sports-data';
import { PlacePick } from '#schemas/picks';
import { settlePick } from '../../core/settlement/settle-pick.ts';
import { legBody, ticketBody } from '../support/make/pick-bodies.ts';
import { type ReplyGame, replying, scoresOf } from '../support/make/provider-replies.ts';
import { bettor } from '../support/make/users.ts';
import { differencesIn } from '../support/upkeep.ts';
import { Dice } from './simulator/dice.ts';

const job = system('ingest');
const force = { force: true };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A fixture as it really is. The provider shows it under `ids`, more or less well. */
interface Truth {
  readonly home: string;
  readonly away: string;
  readonly ids: string[];
  start: number;
  readonly points: Readonly<Record<string, number>>;
}
const LENGTH = 180 * MINUTE;
/** The changes of one season, fewer than the ids that one event can have. */
const MOST_CHANGES = 10;

/** A season of a few fixtures, with a doubleheader in it, and the provider's replies about them. */
class Season {
  readonly #dice: Dice;
  readonly #name: string;
  readonly fixtures: readonly Truth[];
  #ids = 0;
  #changes = 0;
  #hasMovedFar = false;

  constructor(seed: number) {
    this.#dice = new Dice(seed);
    this.#name = `replies-${seed}`;
    const first = Date.UTC(2100 + seed, 8, 13, 17);
    const fixture = (teams: number, start: number, turned = false): Truth => {
      const names = [`Bears ${seed}.${teams}`, `Jaguars ${seed}.${teams}`] as const;
      const [home, away] = turned ? [names[1], names[0]] : names;
      const [more, less] = [21 + this.#dice.below(20), this.#dice.below(20)];
      const homeWins = this.#dice.chance(0.5);
      return {
        home,
        away,
        ids: [this.newId()],
        start,
        points: { [home]: homeWins ? more : less, [away]: homeWins ? less : more },
      };
    };
    const later = (31 + this.#dice.below(600)) * MINUTE;
    const double = this.#dice.chance(0.5) ? [fixture(0, first + LENGTH + later, this.#dice.chance(0.5))] : [];
    this.fixtures = [fixture(0, first), ...double, fixture(1, first + this.#dice.below(60) * MINUTE)];
  }
  newId = () => `${this.#name}-${++this.#ids}`;
  get first(): number {
    return Math.min(...this.fixtures.map(({ start }) => start));
  }
  get last(): number {
    return Math.max(...this.fixtures.map(({ start }) => start)) + LENGTH;
  }

  /** Changes the provider's mind about a fixture that has not begun: another id, another start within its days, or both. */
  change(now: number): void {
    const ahead = this.fixtures.filter(({ start }) => start > now + 60 * MINUTE);
    const fixture = ahead.length > 0 ? this.#dice.pick(ahead) : null;
    if (!fixture || this.#dice.chance(0.3) || ++this.#changes > MOST_CHANGES) return;
    const others = this.fixtures.filter((one) => one !== fixture && one.home.slice(-3) === fixture.home.slice(-3));
    // At another time, and perhaps under another id at once, a game of a doubleheader could not be told from the other one.
    if (others.length === 0 && !this.#hasMovedFar && this.#dice.chance(0.4)) {
      this.#hasMovedFar = true;
      fixture.start += this.#dice.below(47 * 60) * MINUTE;
      fixture.ids.splice(0, fixture.ids.length, this.newId());
    } else if (this.#dice.chance(0.5)) fixture.ids.push(this.newId());
    else if (fixture.ids.length > 1) fixture.ids.shift();
    else if (others.length === 0) fixture.start += this.#dice.below(29) * MINUTE;
  }

  /** The games of one reply: turned, garbled, under several ids, some with a score that cannot be read. */
  reply(now: number, kind: 'odds' | 'scores'): ReplyGame[] {
    return this.fixtures.flatMap(({ home, away, ids, start, points }) =>
      ids.flatMap((id): ReplyGame[] => {
        const completed = now >= start + LENGTH;
        if (kind === 'odds' && completed) return [];
        const sides = this.#dice.chance(0.3) ? { home: away, away: home } : { home, away };
        const moneyline = { [home]: -150, [away]: 130 };
        const share = completed ? 1 : (now - start) / LENGTH;
        const shown = Object.fromEntries(Object.entries(points).map(([team, all]) => [team, Math.floor(all * share)]));
        const scores = now < start ? null : this.garbled(scoresOf(shown));
        const other = kind === 'scores' && this.#dice.chance(0.1) ? { away: 'Somebody Else' } : {};
        return [{ id, ...sides, ...other, startsAt: new Date(start), moneyline, completed, scores }];
      }),
    );
  }
  garbled(scores: readonly { name: string; score: string }[]): unknown {
    return this.#dice.pick([
      scores,
      scores,
      scores.map(({ name, score }) => ({ name, score: Number(score) })),
      scores.toReversed(),
      [{ ...scores[0], score: null }, scores[1]],
      [{ ...scores[0], name: 'Somebody' }, scores[1]],
      null,
    ]);
  }
  /** Every fixture under each of its ids, as it is. */
  plainly(now: number): ReplyGame[] {
    return this.fixtures.flatMap(({ home, away, ids, start, points }) =>
      ids.map((id) => ({
        id,
        home,
        away,
        startsAt: new Date(start),
        completed: now >= start + LENGTH,
        scores: scoresOf(points),
      })),
    );
  }
  async events(): Promise<StoredEvent[]> {
    const pairs = new Map(this.fixtures.map((fixture) => [[fixture.home, fixture.away].toSorted().join(), fixture]));
    const found = await Promise.all(
      [...pairs.values()].map(async ({ home, away }) => {
        const { eventIds } = await findPairing({ provider: 'the-odds-api', league: 'nfl', home, away, title: null });
        return [...(await findEvents(eventIds, { consistent: true })).values()];
      }),
    );
    return found.flat();
  }
  step = () => (10 + this.#dice.below(350)) * MINUTE;
  twice = () => this.#dice.chance(0.2);
}

/** The fixture of an event, by its first id. */
function truthOf(season: Season, firstIds: ReadonlyMap<string, Truth>, { providerGameIds }: StoredEvent): Truth {
  const found = firstIds.get(providerGameIds[0] ?? '');
  if (!found) throw new Error(`${providerGameIds[0]} is no fixture of ${season.first}`);
  return found;
}

async function assertTrue(season: Season, owners: ReadonlyMap<string, Truth>): Promise<StoredEvent[]> {
  const events = await season.events();
  expect(events.length).toBeLessThanOrEqual(season.fixtures.length);
  const truths = events.map((event) => truthOf(season, owners, event));
  expect(new Set(truths).size, 'no fixture is two events').toBe(events.length);
  for (const [i, event] of events.entries()) {
    const { home, away, points } = truths[i] as Truth;
    for (const id of event.providerGameIds) expect(owners.get(id), id).toBe(truths[i]);
    expect([home, away].toSorted()).toEqual([event.home, event.away].toSorted());
    expect(event.state).not.toBe('postponed');
    if (event.result) expect(event.result).toMatchObject({ home: points[event.home ?? ''], away: points[event.away ?? ''] });
  }
  return events;
}

const SEASONS = 8;

it('of a provider that changes ids, turns sides and garbles scores never double an event or grade a wrong side', async () => {
  let ids = 0;
  for (let seed = 1; seed <= SEASONS; seed++) {
    const season = new Season(seed);
    const owners = new Map<string, Truth>();
    const ann: User = await bettor(`replies${seed}`, new Date(season.first - 3 * 24 * 60 * MINUTE));
    const picks = new Map<string, { pickId: string; team: string; truth: Truth; start: number }>();
    for (let now = season.first - 12 * 60 * MINUTE; now < season.last + 120 * MINUTE; now += season.step()) {
      season.change(now);
      for (const fixture of season.fixtures) for (const id of fixture.ids) owners.set(id, fixture);
      const at = new Date(now);
      const replies = Array.from({ length: season.twice() ? 2 : 1 }, (_, i) => async () => {
        await ingestEvents(job, force, new Date(now + i), replying(season.reply(now, 'odds')));
        await ingestScores(job, force, new Date(now + i), replying(season.reply(now, 'scores')));
      });
      await Promise.all(replies.map((reply) => reply()));
      for (const event of await assertTrue(season, owners)) {
        const prices = (await findPrices([event.eventId], ['main']))[0]?.sheet.lines[0]?.prices;
        const truth = truthOf(season, owners, event);
        if (prices) expect(prices.home?.book).toBe(event.home === truth.home ? '-150' : '+130');
        if (picks.has(event.eventId) || event.state !== 'scheduled' || event.startsAt <= at.toISOString()) continue;
        const body = ticketBody([legBody(event.eventId, { odds: { format: 'american', price: '-150' } })]);
        const { id } = await placePick(ann, PlacePick.body.parse(body), undefined, at);
        picks.set(event.eventId, { pickId: id, team: event.home ?? '', truth, start: truth.start });
      }
    }
    const over = season.last + 180 * MINUTE;
    await ingestScores(job, force, new Date(over), replying(season.plainly(over)));
    const events = await assertTrue(season, owners);
    expect(events.map(({ state }) => state)).toEqual(season.fixtures.map(() => 'final'));
    for (const { pickId, team, truth, start } of picks.values()) {
      const stored = await pickById(pickId as never);
      if (stored) await settlePick(stored, new Map(), new Date(over + MINUTE));
      const [outcome] = await outcomesOf(pickId as never);
      const won = Math.max(...Object.values(truth.points)) === truth.points[team];
      // A game that was moved far enough is void by the house's rules.
      const isFar = Math.abs(truth.start - start) > 2 * DAY;
      expect([won ? 'win' : 'loss', ...(isFar ? ['void'] : [])], `season ${seed}`).toContain(outcome?.result);
    }
    expect(picks.size).toBe(season.fixtures.length);
    ids += Math.max(...events.map(({ providerGameIds }) => providerGameIds.length));
    expect(await differencesIn({ event: events.map(({ eventId }) => eventId) }, new Date(over))).toEqual([]);
  }
  expect(ids).toBeGreaterThan(SEASONS * 1.5);
});
