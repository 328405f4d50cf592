import { describe, expect, it } from 'vitest';
import { system } from '#actor';
import { findEvent, findEvents, findPairing, type StoredEvent } from '#core/events';
import { findPrices } from '#core/prices';
import { eventHistory } from '#core/results';
import { ingestEvents, ingestScores } from '#core/sports-data';
import type { EventId } from '#schemas/common';
import { eventUpkeep } from '../../core/events/event.upkeep.ts';
import { pairingEntity } from '../../core/events/pairing.entity.ts';
import { providerRefEntity } from '../../core/events/provider-ref.entity.ts';
import { deaths } from '../support/deaths.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { type ReplyGame, replying, scoresOf } from '../support/make/provider-replies.ts';
import { differencesIn } from '../support/upkeep.ts';

const job = system('ingest');
const force = { force: true };
const MINUTE = 60_000;

let tests = 0;
/** A game of two teams that no other test has, years after those of every other test. */
function someGame() {
  const start = Date.UTC(2040 + ++tests, 8, 13, 17);
  const [bears, jaguars] = [`Bears ${tests}`, `Jaguars ${tests}`] as const;
  const at = (minutes: number) => new Date(start + minutes * MINUTE);
  const game: ReplyGame = {
    id: `truth-${tests}`,
    home: jaguars,
    away: bears,
    startsAt: at(0),
    moneyline: { [jaguars]: -150, [bears]: 130 },
  };
  const polled = {
    /** Polls at a minute from the start, of a provider that shows these games. */
    odds: (minutes: number, ...games: ReplyGame[]) => ingestEvents(job, force, at(minutes), replying(games)),
    scores: (minutes: number, ...games: ReplyGame[]) => ingestScores(job, force, at(minutes), replying(games)),
    /** The events of the two teams, the first start first. */
    events: () => eventsOf(game),
    one: async () => {
      const events = await eventsOf(game);
      expect(events).toHaveLength(1);
      return events[0] as StoredEvent;
    },
  };
  return { game, bears, jaguars, at, turned: { ...game, home: bears, away: jaguars }, ...polled };
}
async function eventsOf({ home, away }: Pick<ReplyGame, 'home' | 'away'>): Promise<StoredEvent[]> {
  const { eventIds } = await findPairing({ provider: 'the-odds-api', league: 'nfl', home, away, title: null });
  return [...(await findEvents(eventIds, { consistent: true })).values()].toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}
const moneylineOf = async (eventId: EventId) => (await findPrices([eventId], ['main']))[0]?.sheet.lines[0]?.prices;

describe('a game that is shown turned round under its id', () => {
  it('keeps its sides, its prices and its score', async () => {
    const { game, turned, bears, jaguars, odds, scores, one } = someGame();
    await odds(-120, game);
    const prices = { home: { book: '-150' }, away: { book: '+130' } };
    expect(await moneylineOf((await one()).eventId)).toEqual(prices);
    await odds(-60, { ...turned, moneyline: { [jaguars]: -140, [bears]: 120 } });
    expect(await moneylineOf((await one()).eventId)).toEqual({ home: { book: '-140' }, away: { book: '+120' } });
    await scores(200, { ...turned, completed: true, scores: scoresOf({ [bears]: 35, [jaguars]: 16 }) });
    expect(await one()).toMatchObject({ home: jaguars, away: bears, state: 'final', result: { home: 16, away: 35, version: 1 } });
    await scores(201, { ...game, completed: true, scores: scoresOf({ [bears]: 35, [jaguars]: 16 }) });
    expect((await one()).result?.version).toBe(1);
  });
});

describe('a game whose id shows other teams', () => {
  it('waits for a person, and is not graded, until its own teams are back', async () => {
    const { game, jaguars, at, odds, scores, one } = someGame();
    await odds(-120, game);
    const others = { ...game, away: `Jets ${tests}`, startsAt: at(30), moneyline: { [jaguars]: 200, [`Jets ${tests}`]: -250 } };
    await odds(-60, others);
    const { eventId } = await one();
    expect(await one()).toMatchObject({ state: 'needs_review', doubt: 'teams', startsAt: at(0).toISOString() });
    expect(await moneylineOf(eventId)).toEqual({ home: { book: '-150' }, away: { book: '+130' } });
    const final = { ...others, completed: true, scores: scoresOf({ [jaguars]: 10, [`Jets ${tests}`]: 20 }) };
    await scores(250, final);
    await scores(49 * 60, final);
    expect(await one()).toMatchObject({ state: 'needs_review', result: null });
    expect(await eventsOf(others)).toEqual([]);
    await scores(50 * 60, { ...game, completed: true, scores: scoresOf({ [jaguars]: 10, [game.away]: 20 }) });
    expect(await one()).toMatchObject({ state: 'final', doubt: null, result: { home: 10, away: 20 } });
  });
  it('leaves the score to the game of those teams, where two games have changed their ids', async () => {
    const [first, second] = [someGame(), someGame()];
    const both = { ...second.game, startsAt: first.at(60) };
    await first.odds(-120, first.game, both);
    const score = ({ home, away }: ReplyGame, points: number) => scoresOf({ [home]: points, [away]: 3 });
    await first.scores(
      300,
      { ...first.game, id: second.game.id, completed: true, scores: score(first.game, 10) },
      { ...both, id: first.game.id, completed: true, scores: score(both, 20) },
    );
    expect(await first.one()).toMatchObject({ state: 'final', result: { home: 10, away: 3 } });
    expect(await second.one()).toMatchObject({ state: 'final', result: { home: 20, away: 3 } });
  });
});

describe('a game whose scores cannot be read', () => {
  it.each<[string, (game: ReplyGame) => Partial<ReplyGame>]>([
    ['one score null', ({ home, away }) => ({ scores: [{ name: home, score: null }, ...scoresOf({ [away]: 3 })] })],
    ['a team named otherwise', ({ home, away }) => ({ scores: scoresOf({ [`${home} FC`]: 10, [away]: 3 }) })],
    ['no scores', () => ({ scores: null })],
    ['a team that is gone from the item', ({ home, away }) => ({ scores: scoresOf({ [home]: 10, [away]: 3 }), home: '' })],
  ])('and that is called completed, with %s, is in review at once, and is never void', async (_, bad) => {
    const { game, odds, scores, one } = someGame();
    await odds(-120, game);
    const completed = { ...game, completed: true, ...bad(game) };
    await scores(200, completed);
    expect(await one()).toMatchObject({ state: 'needs_review', doubt: 'completed' });
    await odds(201);
    await scores(48 * 60, completed);
    await scores(49 * 60);
    await scores(50 * 60, game);
    expect(await one()).toMatchObject({ state: 'needs_review', result: null });
    await scores(51 * 60, { ...game, completed: true, scores: scoresOf({ [game.home]: 10, [game.away]: 3 }) });
    expect(await one()).toMatchObject({ state: 'final', doubt: null, result: { home: 10, away: 3 } });
  });
  it('and that was not shown again is in review, and is never void', async () => {
    const { game, odds, scores, one } = someGame();
    await odds(-120, game);
    await scores(30, { ...game, scores: [{ name: game.home, score: null }] });
    await scores(48 * 60);
    await scores(49 * 60);
    expect(await one()).toMatchObject({ state: 'needs_review', doubt: 'unread' });
    await scores(50 * 60, game);
    expect(await one()).toMatchObject({ state: 'postponed', doubt: null });
  });
  it('but are numbers is final', async () => {
    const { game, odds, scores, one } = someGame();
    await odds(-120, game);
    const points = [
      { name: game.home, score: 10 },
      { name: game.away, score: 3 },
    ];
    await scores(200, { ...game, completed: true, scores: points });
    expect(await one()).toMatchObject({ state: 'final', result: { home: 10, away: 3 } });
  });
});

describe('one fixture under two ids', () => {
  it('is one event when both are new in one reply, and ends by either', async () => {
    const { game, turned, at, odds, scores, one } = someGame();
    await odds(-120, game, { ...turned, id: 'again', startsAt: at(30) });
    const { eventId, providerGameIds } = await one();
    expect(providerGameIds).toEqual([game.id, 'again']);
    await scores(200, game, { ...game, id: 'again', completed: true, scores: scoresOf({ [game.home]: 10, [game.away]: 3 }) });
    expect(await one()).toMatchObject({ eventId, state: 'final', result: { home: 10, away: 3 } });
  });
  it('is one event when two polls at once see one each', async () => {
    for (let round = 0; round < 5; round++) {
      const { game, odds, one } = someGame();
      const ids = ['a', 'b', 'c', 'd'].map((id) => `${game.id}-${id}`);
      await Promise.all(ids.map((id) => odds(-120, { ...game, id })));
      expect((await one()).providerGameIds.toSorted()).toEqual(ids);
    }
  });
  it('that end with different scores grades nothing', async () => {
    const { game, odds, scores, one } = someGame();
    await odds(-120, game, { ...game, id: 'twin-b' });
    const final = (id: unknown, points: number): ReplyGame => ({
      ...game,
      id,
      completed: true,
      scores: scoresOf({ [game.home]: points, [game.away]: 3 }),
    });
    await scores(250, final(game.id, 10), final('twin-b', 13));
    expect(await one()).toMatchObject({ state: 'needs_review', result: null, doubt: 'unread' });
    await scores(251, final(game.id, 13), final('twin-b', 13));
    expect(await one()).toMatchObject({ state: 'final', result: { home: 13, away: 3 } });
  });
  it('is one event, moved, when the old id is gone from the same reply', async () => {
    const { game, at, odds, scores, one } = someGame();
    await odds(-120, game);
    const { eventId } = await one();
    const moved = { ...game, id: 'moved', startsAt: at(24 * 60) };
    await odds(-60, moved);
    expect(await one()).toMatchObject({ eventId, startsAt: at(24 * 60).toISOString(), startVersion: 2, state: 'scheduled' });
    await scores(28 * 60, { ...moved, completed: true, scores: scoresOf({ [game.home]: 10, [game.away]: 3 }) });
    expect(await one()).toMatchObject({ eventId, state: 'final' });
    expect((await eventHistory(eventId)).starts).toHaveLength(2);
    expect(await differencesIn({ event: [eventId] }, at(2000))).toEqual([]);
  });
  it('is one event, moved after its start by rain, and picks from before stay locked', async () => {
    const { game, at, odds, scores, one } = someGame();
    await odds(-10, game);
    await scores(20, game);
    await odds(21, { ...game, id: 'rain', startsAt: at(24 * 60) });
    expect(await one()).toMatchObject({ startsAt: at(24 * 60).toISOString(), lockedThrough: expect.any(String) });
  });
  it('is two events when both are shown and start further apart', async () => {
    const { game, at, odds, scores, events } = someGame();
    const evening = { ...game, id: 'evening', startsAt: at(5 * 60) };
    await odds(-120, game, evening);
    await odds(-119, evening, game);
    const [first, second] = await events();
    expect([first?.providerGameIds, second?.providerGameIds]).toEqual([[game.id], ['evening']]);
    await scores(200, { ...game, completed: true, scores: scoresOf({ [game.home]: 10, [game.away]: 3 }) }, evening);
    expect((await events()).map(({ state }) => state)).toEqual(['final', 'scheduled']);
  });
  it('is two events when the next game is shown after the first has ended', async () => {
    const { game, at, odds, scores, events } = someGame();
    await odds(-120, game);
    await scores(60, { ...game, scores: scoresOf({ [game.home]: 7, [game.away]: 3 }) });
    await odds(200, { ...game, id: 'next', startsAt: at(24 * 60) });
    expect((await events()).map(({ startVersion }) => startVersion)).toEqual([1, 1]);
  });
  it('that turns out to be two games waits for a person, and no score of one grades the other', async () => {
    const { game, at, odds, scores, events } = someGame();
    await odds(-120, game);
    const evening = { ...game, id: 'evening-2', startsAt: at(5 * 60) };
    await odds(-60, evening);
    await odds(-59, game, evening);
    expect(await events()).toMatchObject([{ state: 'needs_review', doubt: 'two_games' }]);
    const ended = { completed: true, scores: scoresOf({ [game.home]: 10, [game.away]: 3 }) };
    await scores(200, { ...game, ...ended }, evening);
    await scores(600, { ...evening, ...ended });
    expect(await events()).toMatchObject([{ state: 'needs_review', result: null }]);
  });
  it('takes no second pick where a moved game becomes another event’s fixture', async () => {
    const { game, at, odds, events } = someGame();
    const evening = { ...game, id: 'evening-3', startsAt: at(5 * 60) };
    await odds(-120, game, evening);
    await odds(-60, game, { ...evening, startsAt: at(10) });
    expect((await events()).map(({ state }) => state).toSorted()).toEqual(['needs_review', 'scheduled']);
    await odds(-59, game, evening);
    expect((await events()).map(({ state }) => state)).toEqual(['scheduled', 'scheduled']);
  });
  it('is the same after a crash at any call, and a repeat', async () => {
    for (const lived of deaths(4)) {
      const k = lived + 1;
      const { game, at, odds, scores, one } = someGame();
      const again = { ...game, id: `${game.id}-again`, startsAt: at(10) };
      const moved = { ...game, id: `${game.id}-moved`, startsAt: at(24 * 60) };
      const run = async (late: number) => {
        await odds(-120 + late, game, again);
        await odds(-60 + late, moved);
        await scores(28 * 60 + late, { ...moved, completed: true, scores: scoresOf({ [game.home]: 10, [game.away]: 3 }) });
      };
      let calls = 0;
      const end = intercept(async (_, send) => {
        if (++calls >= k) throw new Error('the process is gone');
        return send();
      });
      const crashed = await run(0)
        .then(() => false)
        .catch(() => true)
        .finally(end);
      if (crashed) await run(1);
      const event = await one();
      expect(event, `after a crash at call ${k}`).toMatchObject({
        providerGameIds: [game.id, again.id, moved.id],
        state: 'final',
        result: { home: 10, away: 3, version: 1 },
        startsAt: at(24 * 60).toISOString(),
      });
      expect(await differencesIn({ event: [event.eventId] }, at(2000))).toEqual([]);
      if (!crashed) {
        expect(k).toBeGreaterThan(15);
        return;
      }
    }
  });
});

describe('the upkeep of events', () => {
  it('finds and repairs a lost reference and a lost pairing, and leaves a wrong reference to a person', async () => {
    const { game, at, odds, one } = someGame();
    await odds(-120, game);
    const { eventId } = await one();
    const ref = { provider: 'the-odds-api', providerGameId: game.id as string };
    const pairing = { provider: 'the-odds-api', league: 'nfl', teams: `bears ${tests} v jaguars ${tests}` } as const;
    await providerRefEntity().delete(ref).go();
    await pairingEntity().delete(pairing).go();
    expect((await differencesIn({ event: [eventId] }, at(0))).map(({ of, field }) => `${of} ${field}`)).toEqual([
      `event ${eventId} providerref ${game.id} eventId`,
      `event ${eventId} pairing listed`,
    ]);
    expect(await eventUpkeep.repair?.(eventId, at(0))).toHaveLength(2);
    expect(await differencesIn({ event: [eventId] }, at(0))).toEqual([]);
    await odds(-60, game);
    expect((await one()).eventId).toBe(eventId);

    const other = someGame();
    await other.odds(-120, other.game);
    await providerRefEntity()
      .put({ ...ref, eventId: (await other.one()).eventId })
      .go();
    expect(await differencesIn({ event: [eventId] }, at(0))).toHaveLength(1);
    expect(await eventUpkeep.repair?.(eventId, at(0))).toEqual([]);
    expect((await findEvent(eventId))?.home).toBe(game.home);
  });
});
