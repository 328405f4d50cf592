import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { compare, decimalOf, fraction, multiply } from '#core/odds';
import { editPick, getPick, outcomesOf, pickById, placePick, withdrawPick } from '#core/picks';
import { getLeaderboard, getUserStats, updateBoards } from '#core/stats';
import type { EventId, PickId } from '#schemas/common';
import type { Odds } from '#schemas/odds';
import { EditPick, PlacePick } from '#schemas/picks';
import { GetLeaderboard, Metric, Timeframe } from '#schemas/stats';
import { settlePick } from '../../core/settlement/settle-pick.ts';
import { countOutcome } from '../../core/stats/count.projection.ts';
import { changeEvent } from '../support/change-event.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { followPick } from '../support/follow-pick.ts';
import { storedGame } from '../support/make/games.ts';
import { american, decimal, editBody, type LegBody, legBody, type PickBody, ticketBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { quoteGame } from '../support/quotes.ts';
import { takeMessages } from '../support/sent-messages.ts';
import { differencesIn } from '../support/upkeep.ts';

takeMessages(() => {});
const ingest = system('ingest-scores');
const noon = Date.parse('2026-09-13T12:00:00.000Z');
const MINUTE = 60_000;
const at = (minutes: number) => new Date(noon + minutes * MINUTE);
/** Every game of this file starts then: a day from noon. */
const START = 24 * 60;

const game = async (): Promise<EventId> => {
  const eventId = await storedGame('nfl', at(START), { seenAt: at(-600) });

  return eventId;
};
/** The prices of a game at one book from this minute on. */
const quote = (eventId: EventId, minutes: number, prices: Parameters<typeof quoteGame>[2]) =>
  quoteGame(eventId, at(minutes), prices);
const quotedGame = async (home = '+100', away = '-120', minutes = -5): Promise<EventId> => {
  const eventId = await game();
  await quote(eventId, minutes, [
    ['home', home],
    ['away', away],
  ]);
  return eventId;
};

const place = (who: User, body: PickBody, minutes = 0) => placePick(who, PlacePick.body.parse(body), undefined, at(minutes));
const single = (eventId: EventId, odds: Odds, terms: Partial<LegBody> = {}, ticket: Partial<PickBody> = {}) =>
  ticketBody([legBody(eventId, { odds, ...terms })], { stakeUnits: '1', ...ticket });
const ended = (eventId: EventId, home = 24, away = 20, minutes = START + 240) =>
  changeEvent(ingest, eventId, { score: { home, away } }, at(minutes));
/** Grades and counts picks, each twice, as deliveries repeat. */
async function settle(ids: readonly string[], minutes = START + 241) {
  for (const id of [...ids, ...ids]) {
    const pick = await pickById(id);
    if (pick) {
      await settlePick(pick, new Map(), at(minutes));
      await followPick(pick, at(minutes));
    }
    for (const outcome of (await outcomesOf(id)).toReversed()) await countOutcome(outcome, at(minutes));
  }
}
const quotedOf = async (handle: string) => (await getUserStats(anyone, handle, { timeframe: 'all' }, at(START + 300))).quoted;
const view = (id: string) => getPick(anyone, id as PickId, at(START + 300));

describe('the price of a pick', () => {
  it('is compared with the best that was quoted, and the reply says so', async () => {
    const ann = await bettor('ann', at(0));
    const eventId = await quotedGame('+100');
    await expect(place(ann, single(eventId, american('+100')))).resolves.toMatchObject({
      priceCheck: 'quoted',
      bestQuoted: { american: '+100', decimal: '2.000000' },
      legs: [{ priceCheck: 'quoted', bestQuoted: { american: '+100' } }],
    });
    await expect(place(ann, single(eventId, american('+106')))).resolves.toMatchObject({ priceCheck: 'quoted' });
    await expect(place(ann, single(eventId, american('+107')))).resolves.toMatchObject({ priceCheck: 'above' });
    const unquoted = { priceCheck: 'unquoted', bestQuoted: null };
    await expect(place(ann, single(eventId, american('+100'), { market: 'spread', line: '-3' }))).resolves.toMatchObject(
      unquoted,
    );
    await expect(place(ann, single(await game(), american('+100')))).resolves.toMatchObject(unquoted);
    const two = [legBody(eventId, { odds: american('+100') }), legBody(await quotedGame('-110'), { odds: american('-110') })];
    await expect(place(ann, ticketBody(two))).resolves.toMatchObject({
      priceCheck: 'quoted',
      bestQuoted: { decimal: '3.818182' },
    });
    const [first, second] = two as [LegBody, LegBody];
    const lied = ticketBody([first, { ...second, odds: american('+300') }]);
    await expect(place(ann, lied)).resolves.toMatchObject({
      priceCheck: 'above',
      legs: [{ priceCheck: 'quoted' }, { priceCheck: 'above' }],
    });
    await expect(
      place(
        ann,
        ticketBody(
          [first, legBody(eventId, { market: 'total', selection: 'over', line: '40', odds: undefined })].map(
            ({ odds: _, ...leg }) => leg,
          ),
          { kind: 'same_game_parlay', odds: decimal('2') },
        ),
      ),
    ).resolves.toMatchObject(unquoted);
  });

  it('takes no further trip: what it is compared with is read beside the events, once their league is known here', async () => {
    const [first, who] = [await bettor('first', at(0)), await bettor('trips', at(0))];
    const eventId = await quotedGame();
    await place(first, single(eventId, american('+100')));
    const waves: string[][] = [[]];
    let under = 0;
    const end = intercept(async ({ name }, send) => {
      if (under === 0) waves.push([]);
      under++;
      waves.at(-1)?.push(name);
      // All calls under way are answered together, so that one wave is one trip.
      await new Promise((resolve) => setTimeout(resolve, 40));
      const reply = await send();
      await new Promise((resolve) => setTimeout(resolve, 40));
      under--;
      return reply;
    });
    await place(who, single(eventId, american('+100'))).finally(end);
    expect(waves.filter((wave) => wave.length > 0)).toHaveLength(3);
  });

  it('is judged again at settlement by the first poll after the placing, and the better answer stands', async () => {
    const who = await bettor('late', at(0));
    const [moved, fell, appeared] = [await quotedGame(), await quotedGame(), await game()];
    const ids = [
      (await place(who, single(moved, american('+130')))).id,
      (await place(who, single(fell, american('+100')))).id,
      (await place(who, single(appeared, american('+100')))).id,
    ];
    await quote(moved, 5, [['home', '+128']]);
    await quote(fell, 5, [['home', '-200']]);
    await quote(appeared, 5, [['home', '-200']]);
    await quote(moved, 15, [['home', '+400']]);
    for (const eventId of [moved, fell, appeared]) await ended(eventId);
    await settle(ids);
    const [first, second, third] = await Promise.all(ids.map(view));
    expect(first).toMatchObject({ priceCheck: 'quoted', bestQuoted: { american: '+128' } });
    expect(second).toMatchObject({ priceCheck: 'quoted', bestQuoted: { american: '+100' } });
    expect(third).toMatchObject({ priceCheck: 'unquoted', bestQuoted: null });
    // On boards the first one counts at +128, the best that was quoted.
    expect(await quotedOf('late')).toMatchObject({ decided: 2, events: 2, above: 0, profitUnits: '2.280000' });
    expect(await differencesIn({ pick: ids, user: [who.userId] }, at(START + 300))).toEqual([]);
  });

  it('is compared anew with a change of its terms, and not with new words about it', async () => {
    const who = await bettor('editor', at(0));
    const eventId = await quotedGame('+100');
    const { id } = await place(who, single(eventId, american('+100')));
    await quote(eventId, 60, [['home', '-150']]);
    const edit = (revision: number, terms: object, minutes: number) =>
      editPick(who, id as PickId, EditPick.body.parse(editBody(revision, terms)), at(minutes));
    await expect(edit(1, { analysis: 'They will win.' }, 90)).resolves.toMatchObject({ priceCheck: 'quoted' });
    await expect(edit(2, { stakeUnits: '100' }, 91)).resolves.toMatchObject({
      priceCheck: 'above',
      bestQuoted: { american: '-150' },
    });
    await expect(edit(3, { odds: american('-150') }, 92)).resolves.toMatchObject({ priceCheck: 'quoted' });
    expect(await differencesIn({ pick: [id] }, at(100))).toEqual([]);
  });
});

describe('one opinion', () => {
  it('counts once for boards, whatever side and line the later picks take; the record keeps all', async () => {
    const who = await bettor('both', at(0));
    const eventId = await game();
    const spread = { market: 'spread' as const };
    await quote(eventId, -5, [
      ['home', '+100'],
      ['away', '-120'],
      ['home', '-110', { ...spread, line: '-3' }],
      ['away', '-110', { ...spread, line: '-3' }],
    ]);
    const picks = [
      await place(who, single(eventId, american('-120'), { selection: 'away' })),
      await place(who, single(eventId, american('+100')), 1),
      await place(who, single(eventId, american('-110'), { market: 'spread', line: '-3' }), 2),
      await place(who, single(eventId, american('-110'), { market: 'spread', line: '+3', selection: 'away' }), 3),
    ];
    await ended(eventId);
    await settle(picks.map(({ id }) => id));
    // The first moneyline loses and the first spread wins. Two picks on one event are one event of the ten.
    expect(await quotedOf('both')).toMatchObject({ decided: 2, wins: 1, losses: 1, events: 1, profitUnits: '-0.090909' });
    expect(await getUserStats(anyone, 'both', { timeframe: 'all' }, at(START + 300))).toMatchObject({
      decided: 4,
      wins: 2,
      losses: 2,
    });
    expect(await differencesIn({ pick: picks.map(({ id }) => id), user: [who.userId] }, at(START + 300))).toEqual([]);
  });

  it('is handed on when the first pick is withdrawn before its lock', async () => {
    const who = await bettor('again', at(0));
    const eventId = await quotedGame();
    const [first, second, third] = [
      await place(who, single(eventId, american('-120'), { selection: 'away' })),
      await place(who, single(eventId, american('+100')), 1),
      await place(who, single(eventId, american('+100')), 2),
    ];
    await withdrawPick(who, first.id as PickId, at(3));
    await ended(eventId);
    const ids = [first.id, second.id, third.id];
    await settle(ids.toReversed());
    expect(await quotedOf('again')).toMatchObject({ decided: 1, wins: 1, events: 1, profitUnits: '1.000000' });
    expect(await differencesIn({ pick: ids, user: [who.userId] }, at(START + 300))).toEqual([]);
  });

  it('of equal tickets the first one counts', async () => {
    const who = await bettor('tickets', at(0));
    const events = [await quotedGame(), await quotedGame()];
    const legs = events.map((eventId) => legBody(eventId, { odds: american('+100') }));
    const ids = [
      (await place(who, ticketBody(legs, { stakeUnits: '1' }))).id,
      (await place(who, ticketBody(legs.toReversed(), { stakeUnits: '5' }), 1)).id,
      (await place(who, ticketBody([legs[0] as LegBody], { stakeUnits: '1' }), 2)).id,
    ];
    for (const eventId of events) await ended(eventId);
    await settle(ids);
    expect(await quotedOf('tickets')).toMatchObject({ decided: 2, profitUnits: '4.000000' });
    expect(await differencesIn({ pick: ids, user: [who.userId] }, at(START + 300))).toEqual([]);
  });
});

describe('rank', () => {
  const boards = async (now: Date) => {
    await updateBoards(system('update-boards'), now);
    const all = Timeframe.options.flatMap((timeframe) => Metric.options.map((metric) => ({ timeframe, metric })));
    const pages = await Promise.all(all.map((query) => getLeaderboard(anyone, GetLeaderboard.query.parse(query))));
    return pages.map(({ items }) => items.map(({ user }) => user.handle));
  };

  it('cannot be bought: two accounts with ten picks at +999900 are on no board, an honest one is on every one', async () => {
    const people = [await bettor('liar_a', at(0)), await bettor('liar_b', at(0)), await bettor('honest', at(0))] as [
      User,
      User,
      User,
    ];
    const ids: string[] = [];
    for (let i = 0; i < 10; i++) {
      const eventId = await quotedGame();
      const sides = [
        single(eventId, american('+999900')),
        single(eventId, american('+999900'), { selection: 'away' }),
        single(eventId, american('+100')),
      ];
      for (const [n, body] of sides.entries())
        ids.push((await place(people[n] as User, { ...body, stakeUnits: n < 2 ? '100' : '1' }, 0)).id);
      await ended(eventId);
    }
    await settle(ids);
    expect(await boards(at(START + 300))).toEqual(Array.from({ length: 10 }, () => ['honest']));
    expect(await quotedOf('liar_a')).toMatchObject({ decided: 0, above: 10 });
    expect(await getUserStats(anyone, 'liar_a', { timeframe: 'all' }, at(START + 300))).toMatchObject({ decided: 10, wins: 10 });
  });

  it('follows from standing first picks at quoted prices alone, whatever a bettor tries', async () => {
    const tries = fc.record({
      on: fc.nat({ max: 3 }),
      side: fc.constantFrom('home' as const, 'away' as const),
      /** Hundredths by which the entered price is above the best. */
      above: fc.constantFrom(-10, 0, 0, 2, 3, 4, 50, 99_999),
      stake: fc.constantFrom('1', '100'),
      withdraws: fc.boolean(),
    });
    let names = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(tries, { minLength: 1, maxLength: 9 }), async (all) => {
        const handle = `cheat_${++names}`;
        const who = await bettor(handle, at(0));
        const events = [
          await quotedGame(),
          await quotedGame('+150', '-170'),
          await quotedGame('+900', '-1200'),
          await quotedGame('-300', '+250'),
        ];
        const quotes = { home: ['+100', '+150', '+900', '-300'], away: ['-120', '-170', '-1200', '+250'] };
        const placed: { id: string; on: number; odds: Odds; best: Odds; stake: number; side: string; withdrawn: boolean }[] = [];
        for (const [i, { on, side, above, stake, withdraws }] of all.entries()) {
          const best = american(quotes[side][on] as string);
          const d = multiply(decimalOf(best), fraction(100 + above, 100));
          const price = Math.min(9_999, Math.max(1.0001, Math.floor((Number(d.n) / Number(d.d)) * 10_000) / 10_000)).toFixed(4);
          const odds = decimal(price);
          const { id } = await place(
            who,
            single(events[on] as EventId, odds, { selection: side }, { stakeUnits: stake }),
            i / 60,
          );
          placed.push({ id, on, odds, best, stake: Number(stake), side, withdrawn: withdraws });
        }
        for (const { id, withdrawn } of placed) if (withdrawn) await withdrawPick(who, id as PickId, at(1));
        for (const eventId of events) await ended(eventId);
        await settle(
          fc.sample(
            fc.shuffledSubarray(
              placed.map(({ id }) => id),
              { minLength: placed.length },
            ),
            { numRuns: 1, seed: names },
          )[0] ?? [],
        );
        const firsts = events.flatMap((_, on) => placed.find((pick) => pick.on === on && !pick.withdrawn) ?? []);
        const within = ({ odds, best }: { odds: Odds; best: Odds }) => {
          const share = compare(decimalOf(best), fraction(6)) >= 0 ? fraction(105, 100) : fraction(103, 100);
          return compare(decimalOf(odds), multiply(decimalOf(best), share)) <= 0;
        };
        const counted = firsts.filter(within);
        const profit = counted.reduce((sum, { odds, best, stake, side }) => {
          const low = compare(decimalOf(odds), decimalOf(best)) < 0 ? decimalOf(odds) : decimalOf(best);
          return sum + (side === 'home' ? stake * (Number(low.n) / Number(low.d) - 1) : -stake);
        }, 0);
        const is = await quotedOf(handle);
        expect(is).toMatchObject({
          decided: counted.length,
          events: counted.length,
          wins: counted.filter(({ side }) => side === 'home').length,
          above: placed.filter((pick) => !pick.withdrawn && !within(pick)).length,
        });
        expect(Math.abs(Number(is.profitUnits) - profit)).toBeLessThan(1e-5);
        const subjects = { pick: placed.map(({ id }) => id), user: [who.userId] };
        expect(await differencesIn(subjects, at(START + 300))).toEqual([]);
      }),
      { numRuns: 12, seed: 10, endOnFailure: true },
    );
  });
});
