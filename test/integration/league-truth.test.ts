import { expect, it } from 'vitest';
import { system } from '#actor';
import { findEvents, findPairing, type StoredEvent } from '#core/events';
import { findPrices } from '#core/prices';
import { ingestEvents, ingestScores } from '#core/sports-data';
import { hasField, LEAGUE_NAMES, type League, leagueRow, sportOf } from '#schemas/sports';
import { PROVIDER_LEAGUES } from '../../core/sports-data/the-odds-api/leagues.ts';
import { type ReplyGame, type ReplyTournament, replying, scoresOf } from '../support/make/provider-replies.ts';

/** The rules of games, teams and ids (docs/sports-data.md) in each league, from the replies of its own provider key. */

const job = system('ingest');
const force = { force: true };
const DAY = 24 * 60;

/** Prices of a side that is the favourite, in the form of the league's books; soccer quotes the draw too. */
function prices(league: League, favourite: string, other: string): Record<string, number> {
  const { format, h2h } = PROVIDER_LEAGUES[league];
  const [short, long] = format === 'american' ? [-150, 130] : [1.6, 2.4];
  return { [favourite]: short, ...(h2h[0] === 'three_way' && { Draw: 3.4 }), [other]: long };
}

const isOfField = (league: League) => hasField(sportOf(league));

it.each(LEAGUE_NAMES.filter((league) => !isOfField(league)))(
  '%s: two games, one moved by a day under another id, the other turned round',
  async (league) => {
    const start = Date.UTC(2060 + LEAGUE_NAMES.indexOf(league), 8, 13, 17);
    const at = (minutes: number) => new Date(start + minutes * 60_000);
    const [first, second] = [`${league} A`, `${league} B`];
    const game: ReplyGame = {
      id: `${league}-1`,
      home: first,
      away: second,
      startsAt: at(0),
      moneyline: prices(league, first, second),
    };
    const evening = { ...game, id: `${league}-2`, startsAt: at(300) };
    const odds = (minutes: number, ...games: ReplyGame[]) =>
      ingestEvents(job, force, at(minutes), replying(games, undefined, league));
    const events = async (): Promise<StoredEvent[]> => {
      const { eventIds } = await findPairing({ provider: 'the-odds-api', league, home: first, away: second, title: null });
      const found = await findEvents(eventIds, { consistent: true });
      return [...found.values()].toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
    };
    const favourite = async ({ eventId }: StoredEvent) => {
      const [line] = (await findPrices([eventId], ['main']))[0]?.sheet.lines ?? [];
      return [line?.market, ...['home', 'away'].map((side) => line?.prices[side]?.book)];
    };
    const asQuoted = (...[short, long]: readonly number[]) => {
      const sign = (price: number | undefined) => (price === 130 ? '+130' : `${price}`);
      return [PROVIDER_LEAGUES[league].h2h[0], sign(short), sign(long)];
    };
    const [short = 0, long = 0] = [game.moneyline?.[first], game.moneyline?.[second]];

    // A doubleheader is two events, each with the side at home that the provider listed first.
    await odds(-120, game, evening);
    const made = await events();
    expect(made).toMatchObject([
      { league, home: first, away: second, startsAt: at(0).toISOString() },
      { home: first, away: second, startsAt: at(300).toISOString() },
    ]);
    expect(await favourite(made[0] as StoredEvent)).toEqual(asQuoted(short, long));

    // The first under a new id and turned round, the second moved by a day under a new id.
    const turned = { ...game, id: `${league}-3`, home: second, away: first, moneyline: prices(league, second, first) };
    await odds(-60, turned, { ...evening, id: `${league}-4`, startsAt: at(300 + DAY) });
    const [one, two] = (await events()) as [StoredEvent, StoredEvent];
    expect([one.eventId, two.eventId]).toEqual(made.map(({ eventId }) => eventId));
    expect([one, two]).toMatchObject([
      { home: first, away: second, startVersion: 1, providerGameIds: [`${league}-1`, `${league}-3`] },
      { startsAt: at(300 + DAY).toISOString(), startVersion: 2, providerGameIds: [`${league}-2`, `${league}-4`] },
    ]);
    expect(await favourite(one)).toEqual(asQuoted(long, short));

    // Its score is turned back too. Where the provider has no scores, the game waits for an admin from the league's own hour on.
    const ended = { ...turned, completed: true, scores: scoresOf({ [second]: 9, [first]: 3 }) };
    const scores = (minutes: number) => ingestScores(job, force, at(minutes), replying([ended], undefined, league));
    const { lasts, overdue } = leagueRow(league);
    await scores(lasts);
    const [after] = await events();
    if (PROVIDER_LEAGUES[league].scores) {
      expect(after).toMatchObject({ state: 'final', result: { home: 3, away: 9 } });
      return;
    }
    expect(after).toMatchObject({ state: 'scheduled', result: null });
    await odds(overdue * 60 - 1, ended);
    expect((await events())[0]?.state).toBe('scheduled');
    await odds(overdue * 60, ended);
    expect((await events())[0]?.state).toBe('needs_review');
  },
);

/** Of the rules of games those that hold for a field: it has no sides to turn round, and nobody plays two tournaments of a title in a day. */
it.each(LEAGUE_NAMES.filter(isOfField))(
  '%s: a tournament, moved by a day under another id, and the one of the next year',
  async (league) => {
    const start = Date.UTC(2090 + LEAGUE_NAMES.indexOf(league), 3, 9, 12);
    const at = (minutes: number) => new Date(start + minutes * 60_000);
    const title = `${league} Open`;
    const open: ReplyTournament = { id: `${league}-1`, title: `${title} Winner`, startsAt: at(0) };
    const next: ReplyTournament = { ...open, id: `${league}-2`, startsAt: at(364 * DAY) };
    const odds = (minutes: number, ...shown: ReplyTournament[]) =>
      ingestEvents(job, force, at(minutes), replying(shown, undefined, league));
    const events = async (): Promise<StoredEvent[]> => {
      const { eventIds } = await findPairing({ provider: 'the-odds-api', league, home: null, away: null, title });
      return [...(await findEvents(eventIds, { consistent: true })).values()].toSorted((a, b) =>
        a.startsAt < b.startsAt ? -1 : 1,
      );
    };

    // Two polls at once make one event.
    await Promise.all([odds(-10 * DAY, open), odds(-10 * DAY, open)]);
    const made = await events();
    expect(made).toMatchObject([{ league, title, home: null, away: null, startsAt: at(0).toISOString() }]);

    // It is moved by a day, under another id; the next year's stands beside it.
    const moved = { ...open, id: `${league}-3`, startsAt: at(DAY) };
    await odds(-9 * DAY, moved, next);
    const [one, two] = await events();
    expect(one).toMatchObject({
      ...{ eventId: made[0]?.eventId, startsAt: at(DAY).toISOString(), startVersion: 2 },
      providerGameIds: [`${league}-1`, `${league}-3`],
    });
    expect(two).toMatchObject({ title, startsAt: next.startsAt.toISOString(), providerGameIds: [next.id] });

    // It waits for an admin from the league's own hour on, also where the list of outrights ended at its start.
    const { overdue } = leagueRow(league);
    const state = async () => (await events()).map((event) => event.state);
    for (const minutes of [DAY + 1, 2 * DAY, 3 * DAY, 3 * DAY + 1]) await odds(minutes, next);
    expect(await state()).toEqual(['scheduled', 'scheduled']);
    await odds(DAY + overdue * 60 - 1, next);
    expect(await state()).toEqual(['scheduled', 'scheduled']);
    await odds(DAY + overdue * 60, next);
    expect(await state()).toEqual(['needs_review', 'scheduled']);
    expect((await events())[0]).toMatchObject({ result: null, doubt: null });
  },
);
