import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { listSports } from '#core/events';
import type { EventId, PickId } from '#schemas/common';
import { GetEvent, ListEvents } from '#schemas/events';
import { EditPick, GetPick, ListPicks, ListRevisions, PlacePick } from '#schemas/picks';
import { handler as events } from '../../lambdas/http/events.ts';
import { handler as picks } from '../../lambdas/http/picks.ts';
import { identityGround } from '../support/bettors.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { american, type LegTerms, legBody, ticketBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { quoteField } from '../support/quotes.ts';
import { differencesIn } from '../support/upkeep.ts';

/** Picks on the competitors of a field, through the doors: a tournament of golf. */

const HOUR = 3_600_000;
const now = new Date();
const later = (hours: number) => new Date(now.getTime() + hours * HOUR);
const PRICES = {
  ...{ 'Scottie Scheffler': '+400', 'Rory McIlroy': '+700', 'Cameron Smith': '+1600', 'Shane Lowry': '+3500' },
  ...{ 'Ludvig Åberg': '+1200', 'Tiger Woods': '+15000', 'Paul Casey': '+20000' },
};
let masters: EventId;
let open: EventId;
let game: EventId;
let ann: User;

beforeAll(async () => {
  await identityGround();
  process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 1e6, freePerMinute: 1e6, premiumPerMinute: 1e6 });
  ann = await bettor('ann', now);
  [masters, open, game] = await Promise.all([
    storedGame('golf_majors', later(24), { seenAt: later(-24) }),
    storedGame('golf_majors', later(48), { seenAt: later(-24) }),
    storedGame('nfl', later(24), { seenAt: later(-24) }),
  ]);
  await quoteField(masters, now, PRICES);
  await quoteField(open, now, { 'Jon Rahm': '+900', 'Min Woo Lee': '+5000', 'Min Woo': '+6000' });
});

let bettors = 0;
/** Somebody who has placed no pick in this hour. */
const somebody = () => bettor(`field_${++bettors}`, now);
const outright = (selection: string, more: LegTerms = {}) => legBody(masters, { market: 'outright', selection, ...more });
const placed = (selection: string, line: string) => legBody(masters, { market: 'top_n', selection, line });
const cut = (selection: string, subject: string) => legBody(masters, { market: 'make_cut', selection, subject });
const duel = (selection: string, ...opponents: string[]) => legBody(masters, { market: 'head_to_head', selection, opponents });
const group = (selection: string, ...opponents: string[]) => legBody(masters, { market: 'group', selection, opponents });
const bare = ({ odds: _, ...leg }: ReturnType<typeof legBody>) => leg;
const post = async (body: unknown, as?: User) => ask(picks, PlacePick, { as: as ?? (await somebody()), body });
const place = (...legs: readonly ReturnType<typeof legBody>[]) => post(ticketBody(legs));
const patch = (as: User, pickId: PickId, revision: number, change: object) =>
  ask(picks, EditPick, { as, params: { pickId }, body: { revision, legs: [{ leg: 0, ...change }] } });
const refused = (field: string) => ({ status: 400, error: { code: 'INVALID_INPUT', details: { field } } });

describe('a pick on a field', () => {
  it('names its competitor, and its price is compared with those of the same competitor', async () => {
    const reply = await place(outright('Scottie Scheffler', { odds: american('+410') }));
    expect(reply).toMatchObject({
      status: 201,
      data: {
        status: 'open',
        priceCheck: 'quoted',
        bestQuoted: { american: '+400' },
        legs: [
          {
            event: { id: masters, sport: 'golf', league: 'golf_majors', home: null, away: null },
            ...{ market: 'outright', selection: 'Scottie Scheffler', line: null, subject: null, stat: null, opponents: null },
          },
        ],
      },
    });
    // 5 % more is taken from a decimal price of 6 on.
    expect((await place(outright('Rory McIlroy', { odds: american('+740') }))).data).toMatchObject({ priceCheck: 'quoted' });
    expect((await place(outright('Rory McIlroy', { odds: american('+741') }))).data).toMatchObject({ priceCheck: 'above' });
  });
  it.each([
    ['places', () => placed('Shane Lowry', '3'), { market: 'top_n', selection: 'Shane Lowry', line: '3', opponents: null }],
    ['a cut', () => cut('no', 'Tiger Woods'), { market: 'make_cut', selection: 'no', subject: 'Tiger Woods' }],
    ['a duel', () => duel('Rory McIlroy', 'Shane Lowry'), { selection: 'Rory McIlroy', opponents: ['Shane Lowry'] }],
    ['a group', () => group('Rory McIlroy', 'Shane Lowry', 'Cameron Smith'), { opponents: ['Shane Lowry', 'Cameron Smith'] }],
  ])('may be on %s, which no book quotes', async (_, leg, shown) => {
    const { status, data } = await place(leg());
    expect([status, data.priceCheck]).toEqual([201, 'unquoted']);
    expect(data.legs[0]).toMatchObject(shown);
    const { data: read } = await ask(picks, GetPick, { params: { pickId: data.id } });
    expect(read.legs[0]).toMatchObject(shown);
    expect(read.revisions[0]?.legs[0]?.opponents).toEqual(data.legs[0]?.opponents);
  });
  it('writes a name in any form of Unicode, and keeps it as the provider does', async () => {
    const { data } = await place(outright('Ludvig A\u030aberg'));
    expect(data.legs[0]?.selection).toBe('Ludvig \u00c5berg');
    expect(data.priceCheck).toBe('quoted');
  });
  it('stands in lists of its sport, its league and its market', async () => {
    const bob = await somebody();
    const { data } = await post(ticketBody([duel('Rory McIlroy', 'Shane Lowry')]), bob);
    const filters: Record<string, string>[] = [
      { sport: 'golf' },
      { sport: 'golf_majors' },
      { market: 'head_to_head' },
      { event: masters },
    ];
    for (const more of filters) {
      const reply = await ask(picks, ListPicks, { query: { author: bob.userId, ...more } });
      expect(reply.data.map(({ id }) => id)).toEqual([data.id]);
    }
    expect((await ask(picks, ListPicks, { query: { author: bob.userId, sport: 'tennis' } })).data).toEqual([]);
  });
});

const LONG = 'a'.repeat(61);
const NAMES_OF_OBJECTS = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
describe('a pick that cannot be on the field is refused by the field of its leg, and writes nothing', () => {
  const NOBODY = 'Jon Rahm';
  it.each<[string, () => object, string]>([
    ['somebody who is quoted for another tournament', () => outright(NOBODY), 'selection'],
    ['a part of a name', () => outright('Rory'), 'selection'],
    ['a name in another case', () => outright('rory mcilroy'), 'selection'],
    ['a name with a space before it', () => outright(' Rory McIlroy'), 'selection'],
    ['a name with a space after it', () => outright('Rory McIlroy\u00a0'), 'selection'],
    ['an empty name', () => outright(''), 'selection'],
    ['a name that shows nothing', () => outright('\u200b'), 'selection'],
    ['a name of 61 characters', () => outright(LONG), 'selection'],
    ['a name with a control character', () => outright('Rory\u0007McIlroy'), 'selection'],
    ['a name in two lines', () => outright('Rory\nMcIlroy'), 'selection'],
    ['a name that turns the text', () => outright('\u202eRory McIlroy'), 'selection'],
    ['half a character', () => outright('Rory \ud83d'), 'selection'],
    ...NAMES_OF_OBJECTS.map((name) => [`the name ${name}`, () => outright(name), 'selection'] as [string, () => object, string]),
    ['a side', () => outright('home'), 'selection'],
    ['a number as a name', () => ({ ...outright('x'), selection: 1 }), 'selection'],
    ['an outright with a line', () => outright('Rory McIlroy', { line: '1' }), 'line'],
    ['an outright of a half', () => outright('Rory McIlroy', { period: 'H1' }), 'period'],
    ['an outright against somebody', () => outright('Rory McIlroy', { opponents: ['Shane Lowry'] }), 'opponents'],
    ['an outright with a subject', () => outright('Rory McIlroy', { subject: 'Rory McIlroy' }), 'subject'],
    ['places of nobody', () => placed(NOBODY, '10'), 'selection'],
    ['places without a number', () => ({ ...placed('Shane Lowry', '3'), line: undefined }), 'line'],
    ['no places', () => placed('Shane Lowry', '0'), 'line'],
    ['half a place', () => placed('Shane Lowry', '0.5'), 'line'],
    ['fewer than no places', () => placed('Shane Lowry', '-1'), 'line'],
    ['as many places as the field has', () => placed('Shane Lowry', '7'), 'line'],
    ['more places than the field has', () => placed('Shane Lowry', '50'), 'line'],
    ['a number that is none', () => placed('Shane Lowry', 'ten'), 'line'],
    ['the cut of nobody', () => cut('yes', NOBODY), 'subject'],
    ['a cut without a competitor', () => ({ ...cut('yes', ''), subject: undefined }), 'subject'],
    ['a cut with a name as its side', () => cut('Tiger Woods', 'Tiger Woods'), 'selection'],
    ...NAMES_OF_OBJECTS.map(
      (name) => [`the cut of ${name}`, () => cut('yes', name), 'subject'] as [string, () => object, string],
    ),
    ['a duel without another', () => ({ ...duel('Rory McIlroy'), opponents: undefined }), 'opponents'],
    ['a duel with an empty list', () => duel('Rory McIlroy'), 'opponents'],
    ['a duel of three', () => duel('Rory McIlroy', 'Shane Lowry', 'Cameron Smith'), 'opponents'],
    ['a duel with oneself', () => duel('Rory McIlroy', 'Rory McIlroy'), 'opponents.0'],
    ['a duel with nobody', () => duel('Rory McIlroy', NOBODY), 'opponents.0'],
    ['a duel of nobody', () => duel(NOBODY, 'Rory McIlroy'), 'selection'],
    ['a duel with a name of 61 characters', () => duel('Rory McIlroy', LONG), 'opponents.0'],
    ['a duel with a control character', () => duel('Rory McIlroy', 'Shane\u0000Lowry'), 'opponents.0'],
    ['a duel with a text', () => ({ ...duel('Rory McIlroy'), opponents: 'Shane Lowry' }), 'opponents'],
    ...NAMES_OF_OBJECTS.map(
      (name) => [`a duel with ${name}`, () => duel('Rory McIlroy', name), 'opponents.0'] as [string, () => object, string],
    ),
    ['a group of two', () => group('Rory McIlroy', 'Shane Lowry'), 'opponents'],
    ['a group with one twice', () => group('Rory McIlroy', 'Shane Lowry', 'Shane Lowry'), 'opponents.1'],
    ['a group with nobody', () => group('Rory McIlroy', 'Shane Lowry', NOBODY), 'opponents.1'],
    ['a group of eleven', () => group('Rory McIlroy', ...Array.from({ length: 10 }, (_, i) => `P${i}`)), 'opponents'],
    ['a moneyline of a field', () => legBody(masters), 'market'],
    ['an outright of a game', () => legBody(game, { market: 'outright', selection: 'Los Angeles Rams' }), 'market'],
    ['opponents in a game', () => legBody(game, { opponents: ['Rory McIlroy'] }), 'opponents'],
  ])('%s', async (_, leg, field) => {
    const as = await somebody();
    const written: string[] = [];
    const stop = intercept(({ name, input }, send) => {
      const call = JSON.stringify(input);
      if (/^(TransactWrite|Put|Update|BatchWrite)/.test(name) && !/\$(caller|limit)_1/.test(call)) written.push(call);
      return send();
    });
    const reply = await post({ stakeUnits: '1', legs: [leg()] }, as);
    stop();
    expect(reply).toMatchObject(refused(`legs.0.${field}`));
    expect(written).toEqual([]);
  });
  it('a name of 60 characters, and one of as many emoji, are taken where they are quoted', async () => {
    const tour = await storedGame('golf_majors', later(24), { seenAt: later(-24) });
    const names = ['b'.repeat(60), '\u{1f3cc}'.repeat(60), 'Christiaan Bezuidenhout'];
    await quoteField(tour, now, Object.fromEntries(names.map((name) => [name, '+900'])));
    for (const selection of names)
      expect(await place(legBody(tour, { market: 'outright', selection, odds: american('+900') }))).toMatchObject({
        status: 201,
        data: { priceCheck: 'quoted', legs: [{ selection }] },
      });
  });
  it('every pick on a tournament that no book quotes', async () => {
    const unquoted = await storedGame('golf_majors', later(24), { seenAt: later(-24) });
    expect(await place(legBody(unquoted, { market: 'outright', selection: 'Rory McIlroy' }))).toMatchObject(
      refused('legs.0.selection'),
    );
  });
});

describe('tickets on fields', () => {
  const odds = american('+900');
  it('are parlays over events and same-game parlays within one', async () => {
    const jon = legBody(open, { market: 'outright', selection: 'Jon Rahm' });
    expect(await place(outright('Rory McIlroy'), jon, legBody(game))).toMatchObject({ status: 201, data: { kind: 'parlay' } });
    const twice = { status: 400, error: { details: { field: 'legs.1.eventId' } } };
    expect(await place(outright('Rory McIlroy'), placed('Rory McIlroy', '5'))).toMatchObject(twice);
    const legs = [
      outright('Rory McIlroy'),
      placed('Shane Lowry', '5'),
      cut('yes', 'Tiger Woods'),
      duel('Rory McIlroy', 'Cameron Smith'),
    ].map(bare);
    expect(await post({ kind: 'same_game_parlay', legs, odds, stakeUnits: '1' })).toMatchObject({ status: 201 });
  });
  it('may contradict themselves, as those on teams may, and name no selection twice', async () => {
    const sgp = (...legs: readonly ReturnType<typeof legBody>[]) =>
      post({ kind: 'same_game_parlay', legs: legs.map(bare), odds, stakeUnits: '1' });
    expect(await sgp(outright('Rory McIlroy'), outright('Shane Lowry'))).toMatchObject({ status: 201 });
    expect(await sgp(duel('Rory McIlroy', 'Shane Lowry'), duel('Shane Lowry', 'Rory McIlroy'))).toMatchObject({ status: 201 });
    expect(await sgp(duel('Rory McIlroy', 'Shane Lowry'), duel('Rory McIlroy', 'Cameron Smith'))).toMatchObject({ status: 201 });
    const twice = refused('legs.1.selection');
    expect(await sgp(outright('Rory McIlroy'), outright('Rory McIlroy'))).toMatchObject(twice);
    expect(await sgp(placed('Rory McIlroy', '3'), placed('Rory McIlroy', '5'))).toMatchObject(twice);
    expect(await sgp(cut('yes', 'Tiger Woods'), cut('yes', 'Tiger Woods'))).toMatchObject(twice);
    expect(
      await sgp(group('Rory McIlroy', 'Shane Lowry', 'Cameron Smith'), group('Rory McIlroy', 'Cameron Smith', 'Shane Lowry')),
    ).toMatchObject(twice);
    // Two names that are one text when they are joined.
    const lee = (selection: string, other: string) => legBody(open, { market: 'head_to_head', selection, opponents: [other] });
    expect(await sgp(lee('Min Woo Lee', 'Min Woo'), lee('Min Woo', 'Min Woo Lee'))).toMatchObject({ status: 201 });
  });
  it('are no teasers', async () => {
    const legs = [bare(placed('Rory McIlroy', '5')), bare(placed('Shane Lowry', '5'))];
    expect(await post({ kind: 'teaser', legs, odds, stakeUnits: '1' })).toMatchObject(refused('legs.0.market'));
  });
  it('name the leg that names nobody', async () => {
    expect(await place(legBody(game), outright('Nobody'))).toMatchObject(refused('legs.1.selection'));
  });
});

describe('a change of a pick on a field', () => {
  const made = async (leg: ReturnType<typeof legBody>) => {
    const as = await somebody();
    const { data } = await post(ticketBody([leg]), as);
    return {
      as,
      pickId: data.id as PickId,
      change: (change: object, revision = 1) => patch(as, data.id as PickId, revision, change),
    };
  };
  it('of an outright may take another competitor, whose price is compared', async () => {
    const { change, pickId } = await made(outright('Rory McIlroy', { odds: american('+700') }));
    expect(await change({ selection: 'Nobody' })).toMatchObject(refused('legs.0.selection'));
    expect(await change({ selection: 'constructor' })).toMatchObject(refused('legs.0.selection'));
    expect(await change({ selection: LONG })).toMatchObject(refused('legs.0.selection'));
    expect(await change({ opponents: ['Shane Lowry'] })).toMatchObject(refused('legs.0.opponents'));
    const reply = await change({ selection: 'Cameron Smith', odds: american('+1600') });
    expect(reply).toMatchObject({
      status: 200,
      data: { revision: 2, priceCheck: 'quoted', legs: [{ selection: 'Cameron Smith' }] },
    });
    expect(await differencesIn({ pick: [pickId] }, now)).toEqual([]);
  });
  it('of places may take another number, and no other competitor', async () => {
    const { change } = await made(placed('Shane Lowry', '5'));
    expect(await change({ line: '7' })).toMatchObject(refused('legs.0.line'));
    expect(await change({ line: '2.5' })).toMatchObject(refused('legs.0.line'));
    expect(await change({ selection: 'Rory McIlroy' })).toMatchObject(refused('legs.0.selection'));
    expect(await change({ line: '3' })).toMatchObject({ status: 200, data: { legs: [{ line: '3' }] } });
  });
  it('of a duel may take the other side, and nobody else', async () => {
    const { change, pickId } = await made(duel('Rory McIlroy', 'Shane Lowry'));
    expect(await change({ selection: 'Shane Lowry' })).toMatchObject(refused('legs.0.selection'));
    expect(await change({ opponents: ['Cameron Smith'] })).toMatchObject(refused('legs.0.selection'));
    expect(await change({ opponents: [] })).toMatchObject(refused('legs.0.opponents'));
    expect(await change({ opponents: ['__proto__'] })).toMatchObject(refused('legs.0.opponents.0'));
    const other = { selection: 'Shane Lowry', opponents: ['Rory McIlroy'] };
    expect(await change(other)).toMatchObject({ status: 200, data: { revision: 2, legs: [other] } });
    const { data } = await ask(picks, ListRevisions, { params: { pickId }, query: {} });
    expect(data.map(({ legs: [leg] }) => [leg?.selection, leg?.opponents])).toEqual([
      ['Shane Lowry', ['Rory McIlroy']],
      ['Rory McIlroy', ['Shane Lowry']],
    ]);
  });
  it('of a cut may take the other side; its price alone may change once its competitor is not quoted any more', async () => {
    const tour = await storedGame('golf_majors', later(24), { seenAt: later(-24) });
    await quoteField(tour, now, { 'Tiger Woods': '+900', 'Rory McIlroy': '+500' });
    const tiger = { market: 'make_cut', selection: 'yes', subject: 'Tiger Woods' } as const;
    const { change } = await made(legBody(tour, tiger));
    expect(await change({ selection: 'no' })).toMatchObject({ status: 200, data: { legs: [{ selection: 'no' }] } });
    await quoteField(tour, new Date(), { 'Rory McIlroy': '+500' });
    expect(await change({ odds: american('+120') }, 2)).toMatchObject({ status: 200 });
    expect(await change({ selection: 'yes' }, 3)).toMatchObject(refused('legs.0.subject'));
    expect(await place(legBody(tour, tiger))).toMatchObject(refused('legs.0.subject'));
  });
  it('of a game takes no opponents', async () => {
    const { change } = await made(legBody(game));
    expect(await change({ opponents: ['Rory McIlroy'] })).toMatchObject(refused('legs.0.opponents'));
  });
});

describe('events with a field', () => {
  it('list the ten shortest prices, and show the whole field on their page', async () => {
    const tour = await storedGame('golf_majors', later(24), { seenAt: later(-24) });
    const field = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`Golfer ${String(29 - i).padStart(2, '0')}`, `+${500 + i * 100}`]),
    );
    await quoteField(tour, now, field);
    const { data } = await ask(events, ListEvents, { as: ann, query: { league: 'golf_majors', limit: '50' } });
    const [market] = data.find(({ id }) => id === tour)?.markets ?? [];
    expect(market?.selections.map(({ selection, best }) => [selection, best.odds.american])).toEqual(
      Object.entries(field).slice(0, 10),
    );
    const page = await ask(events, GetEvent, { as: ann, params: { eventId: tour } });
    expect(page.data.markets).toHaveLength(1);
    expect(page.data.markets[0]?.selections.map(({ selection, books }) => [selection, books.length])).toEqual(
      Object.keys(field).map((name) => [name, 1]),
    );
  });
  it('have the markets that GET /sports tells', async () => {
    const golf = (await listSports(anyone)).find(({ sport }) => sport === 'golf');
    expect(
      golf?.markets.map(({ market, selections, on, opponents, lineStep }) => [market, selections, on, opponents, lineStep]),
    ).toEqual([
      ['head_to_head', [], 'competitor', { least: 1, most: 1 }, null],
      ['group', [], 'competitor', { least: 2, most: 9 }, null],
      ['outright', [], 'competitor', null, null],
      ['top_n', [], 'competitor', null, 'whole'],
      ['make_cut', ['yes', 'no'], 'competitor', null, null],
    ]);
  });
});
