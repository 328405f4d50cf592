import { beforeAll, describe, expect, it } from 'vitest';
import { DecideEvent, ListReviews, ReviewPick } from '../../schemas/admin.ts';
import { GetEvent } from '../../schemas/events.ts';
import { EditPick, GetPick, ListPicks, PlacePick, WithdrawPick } from '../../schemas/picks.ts';
import { GetUserStats } from '../../schemas/stats.ts';
import { differences } from '../support/audit.ts';
import { call, job, listen, type Person, page, pages, send, signUp, signUpAdmin } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import {
  american,
  type LegBody,
  type LegTerms,
  legBody,
  singleBody,
  type TicketTerms,
  ticketBody,
} from '../support/make/pick-bodies.ts';
import { begin, correct, finish, games, isFootball, type Match, onlooker } from '../support/matches.ts';

/** Picks of several legs, and picks that somebody has to look at, as bettors and admins see them. */

let ann: Person;
let adele: Person;
beforeAll(async () => {
  [ann, adele] = [await signUp('Ann'), await signUpAdmin('Adele')];
});

const moneyline = ({ event }: Match) => legBody(event.id, event.league === 'nfl' ? {} : { market: 'draw_no_bet' });
const place = (as: Person, legs: readonly LegBody[], terms: TicketTerms = {}) =>
  call(PlacePick, { as, body: ticketBody(legs, terms) });
const pick = (pickId: string) => call(GetPick, { params: { pickId: pickId as never } });
const record = (as: Person) => call(GetUserStats, { as, params: { user: as.handle }, query: {} });
const results = (legs: readonly { result: string }[]) => legs.map(({ result }) => result);
const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

describe('a ticket', () => {
  let football: Match;
  let other: Match;
  let soccer: Match;
  beforeAll(async () => {
    const matches = await games(6);
    [football, other] = matches.filter(isFootball) as [Match, Match];
    soccer = matches.find((match) => !isFootball(match)) as Match;
  });
  const legs = () => [moneyline(football), moneyline(other), moneyline(soccer)];
  const unpriced = ({ event }: Match, terms: LegTerms = {}) =>
    legBody(event.id, { market: 'spread', line: '+6', odds: undefined, ...terms });

  it('is taken as a teaser, and as a round robin', async () => {
    const tia = await signUp('Tia');
    const teased = await place(tia, [unpriced(football), unpriced(other)], { kind: 'teaser', odds: american('-110') });
    expect(teased).toMatchObject({ kind: 'teaser', status: 'open' });
    const robin = await place(tia, legs(), { kind: 'round_robin', size: 2 });
    expect(robin).toMatchObject({ kind: 'round_robin', status: 'open' });
  });

  it.each<[string, () => object]>([
    ['legs', () => ({ kind: 'parlay', legs: [moneyline(football)] })],
    ['legs', () => ({ kind: 'single', legs: legs() })],
    ['legs', () => ({ kind: 'parlay', legs: Array.from({ length: 13 }, () => moneyline(football)) })],
    [
      'legs.1.eventId',
      () => ({ kind: 'parlay', legs: [moneyline(football), { ...unpriced(football), odds: american('-110') }] }),
    ],
    ['legs.1.odds', () => ({ kind: 'parlay', legs: [moneyline(football), unpriced(soccer, { line: '0' })] })],
    ['legs.2.market', () => ({ kind: 'parlay', legs: [...legs().slice(0, 2), { ...moneyline(soccer), market: 'moneyline' }] })],
    ['odds', () => ({ kind: 'parlay', legs: legs(), odds: american('+500') })],
    ['size', () => ({ kind: 'round_robin', legs: legs() })],
    ['size', () => ({ kind: 'round_robin', legs: legs(), size: 4 })],
    ['stakeUnits', () => ({ kind: 'round_robin', legs: legs(), size: 2, stakeUnits: '33.34' })],
    [
      'odds',
      () => ({
        kind: 'same_game_parlay',
        legs: [unpriced(football), unpriced(football, { market: 'total', selection: 'over', line: '40' })],
      }),
    ],
    ['legs.1.eventId', () => ({ kind: 'same_game_parlay', legs: [unpriced(football), unpriced(other)], odds: american('+260') })],
    [
      'legs.1.selection',
      () => ({
        kind: 'same_game_parlay',
        legs: [unpriced(football), unpriced(football, { line: '+7' })],
        odds: american('+260'),
      }),
    ],
    [
      'legs.0.odds',
      () => ({
        kind: 'teaser',
        legs: [{ ...unpriced(football), odds: american('-110') }, unpriced(other)],
        odds: american('-110'),
      }),
    ],
    [
      'legs.1.market',
      () => ({
        kind: 'teaser',
        legs: [unpriced(football), { eventId: other.event.id, market: 'moneyline', selection: 'home' }],
        odds: american('-110'),
      }),
    ],
    [
      'legs.1.line',
      () => ({ kind: 'teaser', legs: [unpriced(football), unpriced(soccer, { line: '-0.25' })], odds: american('-110') }),
    ],
    [
      'teaserPrices.3',
      () => ({
        kind: 'teaser',
        legs: [unpriced(football), unpriced(other)],
        odds: american('-110'),
        teaserPrices: { 3: american('+160') },
      }),
    ],
    ['legs', () => ({ kind: 'parlay', legs: legs().map((leg) => ({ ...leg, odds: american('+99900') })) })],
    ['legs.0.tip', () => ({ kind: 'parlay', legs: [{ ...moneyline(football), tip: 1 }, moneyline(other)] })],
  ])('is refused with the name of its wrong field: %s (%#)', async (field, body) => {
    const { status, body: reply } = await send('POST', '/api/v1/picks', { as: ann, body: { stakeUnits: '2', ...body() } });
    expect([status, reply]).toMatchObject([400, { error: { code: 'INVALID_INPUT', details: { field } } }]);
  });
  it('with two legs on one event is refused with the reason', async () => {
    const twice = [moneyline(football), { ...unpriced(football), odds: american('-110') }];
    await expect(place(ann, twice)).rejects.toThrow(/not independent.*same-game parlay/);
  });
  it('on a player is taken only where the provider has him', async () => {
    const onPlayer = { market: 'player_yes_no', selection: 'yes', subject: 'Nobody Atall', stat: 'goals' } as const;
    const player = legBody(soccer.event.id, { ...onPlayer, odds: american('+150') });
    await expect(place(ann, [player])).rejects.toEqual(refusal('INVALID_INPUT', { field: 'legs.0.subject' }));
    await expect(place(ann, [player])).rejects.toThrow(/provider quotes no markets/);
  });

  it('is one pick with one price, listed under each of its events, changed and withdrawn as a whole', async () => {
    const headers = { 'idempotency-key': 'ticket-1' };
    const body = ticketBody(legs());
    const [one, again] = [await call(PlacePick, { as: ann, body, headers }), await call(PlacePick, { as: ann, body, headers })];
    expect(again).toEqual(one);
    expect(one).toMatchObject({
      kind: 'parlay',
      status: 'open',
      odds: { entered: null, decimal: '6.957926', american: '+596' },
      legs: [{ event: { id: football.event.id }, result: 'open' }, {}, { market: 'draw_no_bet' }],
      receipt: null,
    });
    for (const { event } of [football, other, soccer]) {
      const { items } = await page(ListPicks, {
        as: ann,
        query: { event: event.id, author: ann.userId as never, kind: 'parlay' },
      });
      expect(items.map(({ id }) => id)).toEqual([one.id]);
    }
    const changed = await call(EditPick, {
      as: ann,
      params: { pickId: one.id },
      body: { revision: 1, legs: [{ leg: 2, selection: 'away', odds: american('+120') }] },
    });
    expect(changed).toMatchObject({ revision: 2, legs: [{}, {}, { selection: 'away' }], odds: { decimal: '8.018182' } });
    await expect(
      call(EditPick, { as: ann, params: { pickId: one.id }, body: { revision: 2, legs: [{ leg: 3, line: '1' }] } }),
    ).rejects.toEqual(refusal('INVALID_INPUT', { field: 'legs' }));
    await expect(call(WithdrawPick, { as: ann, params: { pickId: one.id } })).resolves.toMatchObject({ status: 'withdrawn' });
    expect(await pick(one.id)).toMatchObject({
      revisions: [{ odds: { decimal: '6.957926' } }, { odds: { decimal: '8.018182' } }],
    });
  });
});

describe('a parlay across three games', () => {
  it('locks with the first, loses provisionally, is opened by a correction, drops a push and wins', async () => {
    const ben = await signUp('Ben');
    const matches = await games(6);
    const [first, second] = matches.filter(isFootball) as [Match, Match];
    const third = matches.find((match) => !isFootball(match)) as Match;
    const spread = legBody(second.event.id, { market: 'spread', line: '-3' });
    const { id } = await place(ben, [moneyline(first), spread, moneyline(third)]);
    const cas = await signUp('Cas');
    const quiet = await call(PlacePick, { as: cas, body: ticketBody([spread], { sealed: true }) });
    const seal = { until: second.event.startsAt, events: [{ id: second.event.id }] };
    expect(quiet).toMatchObject({ sealed: seal, legs: [{ market: 'spread', line: '-3' }] });
    const sight = (as: Person) => call(GetPick, { as, params: { pickId: quiet.id } });
    expect(await sight(ben)).toMatchObject({ sealed: seal, legs: [], revisions: [], odds: null, stakeUnits: '2' });
    await using phone = await listen(ben);
    const told = (result: string) =>
      phone.next(result, (m) => m.type === 'pick.settled' && m.data.pickId === id && m.data.result === result);
    await begin([first, second, third]);
    await phone.next('the lock', (m) => m.type === 'pick.locked' && m.data.pickId === id);
    await expect(call(EditPick, { as: ben, params: { pickId: id }, body: { revision: 1, stakeUnits: '1' } })).rejects.toEqual(
      refusal('PICK_LOCKED'),
    );
    await expect(call(WithdrawPick, { as: ben, params: { pickId: id } })).rejects.toEqual(refusal('PICK_LOCKED'));

    expect(await sight(ben)).toMatchObject({ status: 'locked', legs: [{ market: 'spread', line: '-3' }] });
    expect(await sight(ben)).not.toHaveProperty('sealed');

    // The push alone decides nothing.
    await finish([second], { home: 23, away: 20 });
    await drain();
    expect(await pick(id)).toMatchObject({ status: 'locked', outcome: { result: 'open' } });
    expect(results((await pick(id)).legs)).toEqual(['open', 'push', 'open']);
    expect(await differences()).toEqual([]);

    await finish([first], { home: 17, away: 20 });
    await expect(told('loss')).resolves.toMatchObject({ data: { profitUnits: '-2.000000', corrected: false } });
    await drain();
    await expect(record(ben)).resolves.toMatchObject({ losses: 1, decided: 1, profitUnits: '-2.000000', streak: -1 });
    expect(await differences()).toEqual([]);

    await correct(first, { home: 20, away: 17 });
    await expect(told('open')).resolves.toMatchObject({ data: { corrected: true } });
    await drain();
    expect(await pick(id)).toMatchObject({ status: 'locked', outcome: { result: 'open', finalAt: null } });
    await expect(record(ben)).resolves.toMatchObject({ wins: 0, losses: 0, decided: 0, profitUnits: '0.000000', streak: 0 });
    expect(await differences()).toEqual([]);

    await finish([third], { home: 2, away: 1 });
    await expect(told('win')).resolves.toMatchObject({ data: { profitUnits: '5.289256' } });
    await drain();
    await expect(record(ben)).resolves.toMatchObject({
      wins: 1,
      losses: 0,
      decided: 1,
      profitUnits: '5.289256',
      turnoverUnits: '2.000000',
    });
    const { outcomes, receipt, legs } = await pick(id);
    expect(results(legs)).toEqual(['win', 'push', 'win']);
    expect(results(outcomes)).toEqual(['open', 'loss', 'open', 'win']);
    expect(new Set(outcomes.slice(1).map(({ settledAt }) => settledAt)).size).toBe(1);
    expect(receipt).toMatchObject({
      policyVersion: '1',
      rule: 'parlay',
      R: '441/121',
      fractions: null,
      legs: [
        { result: 'win', resultVersion: 2, rule: 'moneyline', fractions: { won: '1', returned: '0', lost: '0' } },
        { result: 'push', resultVersion: 1, rule: 'spread.whole' },
        { result: 'win', resultVersion: 1, rule: 'draw_no_bet' },
      ],
    });
    expect(await differences()).toEqual([]);
  });
});

/** A game to come on whose players the provider has markets. */
async function withPlayers() {
  for (const match of (await games(14)).filter(isFootball)) {
    const { markets } = await call(GetEvent, { as: await onlooker(), params: { eventId: match.event.id } });
    const [offer] = markets.filter(({ market, line }) => market === 'player_total' && line !== null);
    if (offer?.subject && offer.stat && offer.line) return { match, subject: offer.subject, stat: offer.stat, line: offer.line };
  }
  throw new Error('the replay has no game with players to come');
}

describe('a same-game parlay', () => {
  it('waits for the statistics of a player, and is void when an admin records that he did not play', async () => {
    const cleo = await signUp('Cleo');
    const { match, subject, stat, line } = await withPlayers();
    const eventId = match.event.id;
    const onPlayer = { market: 'player_total', selection: 'over', line, subject, stat } as const;
    const { id } = await place(
      cleo,
      [legBody(eventId, { odds: undefined }), legBody(eventId, { ...onPlayer, odds: undefined })],
      { kind: 'same_game_parlay', odds: american('+260') },
    );
    await expect(pick(id)).resolves.toMatchObject({
      odds: { entered: american('+260') },
      legs: [{ odds: null }, { subject, stat }],
    });
    await begin([match]);
    await finish([match], { home: 24, away: 20 });
    await drain();
    expect(await pick(id)).toMatchObject({
      status: 'needs_review',
      outcome: { result: 'ungradeable', review: expect.any(String) },
    });
    const waiting = await pages(ListReviews, { as: adele, query: { limit: 100 } });
    expect(waiting).toContainEqual(expect.objectContaining({ kind: 'pick', pickId: id }));
    await expect(record(cleo)).resolves.toMatchObject({ decided: 0, voids: 0 });
    expect(await differences()).toEqual([]);

    const facts = { entries: { [subject]: { started: false } } };
    const body = { score: { home: 24, away: 20 }, facts, reason: 'Scratched before the kick-off.' };
    await call(DecideEvent, { as: adele, params: { eventId }, body });
    await drain();
    expect(await pick(id)).toMatchObject({
      status: 'settled',
      outcome: { result: 'void', reason: 'LEG_WITHOUT_ACTION', profitUnits: '0.000000', review: null },
      receipt: { rule: 'same_game_parlay.sgp_void', legs: [{ result: 'win' }, { result: 'void', reason: 'DNP' }] },
    });
    expect(await pages(ListReviews, { as: adele, query: { limit: 100 } })).not.toContainEqual(
      expect.objectContaining({ pickId: id }),
    );
    await expect(record(cleo)).resolves.toMatchObject({ decided: 0, voids: 1, profitUnits: '0.000000' });
    expect(await differences()).toEqual([]);
  });
});

describe('a pick that no rule can grade', () => {
  it('waits for a review by an admin, and is no loss meanwhile', async () => {
    const dan = await signUp('Dan');
    const [match] = (await games(3)).filter(isFootball) as [Match];
    // The provider tells no quarters.
    const { id } = await call(PlacePick, { as: dan, body: singleBody(match.event.id, { period: 'Q1', line: '-0.5' }) });
    const plain = await call(PlacePick, { as: dan, body: singleBody(match.event.id) });
    const review = (as: Person, body: object, pickId = id) => call(ReviewPick, { as, params: { pickId }, body: body as never });
    const win = { result: 'win', reason: 'Home led 7-3 after the first quarter.' };
    await expect(review(adele, win)).rejects.toEqual(refusal('CONFLICT'));
    await begin([match]);
    await finish([match], { home: 24, away: 20 });
    await drain();
    expect(await pick(id)).toMatchObject({ status: 'needs_review', outcome: { result: 'ungradeable', profitUnits: '0.000000' } });

    await expect(review(dan, win)).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(review(adele, win, plain.id)).rejects.toEqual(refusal('CONFLICT', { state: 'graded_provisional' }));
    for (const [field, body] of [
      ['reason', { result: 'win' }],
      ['result', { result: 'open', reason: 'because' }],
      ['deadHeat', { result: 'dead_heat', reason: 'because' }],
      ['leg', { leg: 1, ...win }],
      ['profit', { ...win, profit: '100' }],
    ] as const)
      await expect(review(adele, body)).rejects.toEqual(refusal('INVALID_INPUT', { field }));

    await expect(review(adele, win)).resolves.toMatchObject({ outcome: 'recorded', review: { result: 'win', counts: true } });
    await drain();
    await expect(review(adele, win)).resolves.toMatchObject({ outcome: 'unchanged' });
    await job('sweep-locks');
    await drain();
    const { status, outcome, outcomes, reviews } = await pick(id);
    expect({ status, outcome }).toMatchObject({
      status: 'settled',
      outcome: { result: 'win', profitUnits: '1.818182', reason: 'REVIEWED' },
    });
    expect(results(outcomes)).toEqual(['ungradeable', 'win']);
    expect(reviews).toEqual([
      {
        leg: 0,
        result: 'win',
        fractions: { won: '1', returned: '0', lost: '0' },
        reason: win.reason,
        at: expect.any(String),
        counts: true,
      },
    ]);
    await expect(record(dan)).resolves.toMatchObject({ wins: 2, decided: 2 });
    expect(await differences()).toEqual([]);
  });
});
