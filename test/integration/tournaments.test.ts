import { beforeAll, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { findEvent, findEvents, findPairing, getEvent, listEvents, type StoredEvent } from '#core/events';
import { eventHistory, importResults } from '#core/results';
import { ingestEvents, ingestScores } from '#core/sports-data';
import type { EventId } from '#schemas/common';
import { EventDetail, ListEvents } from '#schemas/events';
import type { ResultDetails } from '#schemas/settlement';
import { findProviderRefs } from '../../core/events/provider-ref.store.ts';
import { factsInOrder } from '../../core/settlement/event-facts-rules.ts';
import { gameDay } from '../../local/provider/game-day.ts';
import {
  differencesOf,
  HOUR,
  imageOf,
  listReviews,
  now,
  projectEvent,
  projectNow,
  putResult,
  registerAdmins,
} from '../support/decisions.ts';
import { type ReplyTournament, replying } from '../support/make/provider-replies.ts';
import { anyone } from '../support/make/users.ts';

/** Events with a field of competitors, from the first poll to a corrected leaderboard. */

const job = system('ingest');
const force = { force: true };
const at = (hours: number) => new Date(now.getTime() + hours * HOUR);
let [ann, ben] = [] as unknown as [User, User];
beforeAll(async () => {
  [ann, ben] = await registerAdmins();
});

/** A tournament that started so many hours ago, as the provider shows it. */
const tournament = (title: string, hoursAgo: number): ReplyTournament => ({
  id: `${title.replaceAll(' ', '-')}-1`,
  title: `${title} Winner`,
  startsAt: at(-hoursAgo),
});
const shown = (hours: number, ...open: ReplyTournament[]) =>
  ingestEvents(job, force, at(hours), replying(open, undefined, 'golf_majors'));
const eventsOf = async (title: string): Promise<StoredEvent[]> => {
  const { eventIds } = await findPairing({ provider: 'the-odds-api', league: 'golf_majors', home: null, away: null, title });
  return [...(await findEvents(eventIds, { consistent: true })).values()];
};
async function played(title: string, hoursAgo = 90): Promise<StoredEvent> {
  await shown(-hoursAgo - 24, tournament(title, hoursAgo));
  return (await eventsOf(title))[0] as StoredEvent;
}

const entries = {
  'Scottie Scheffler': { position: 1, score: 278, cut: 'made', won: true },
  'Rory McIlroy': { position: 2, score: 281, cut: 'made' },
  'Cameron Smith': { position: 3, score: 283, cut: 'made' },
  'Shane Lowry': { position: 3, score: 283, cut: 'made' },
  'Collin Morikawa': { position: 5, score: 284, cut: 'made' },
  'Jordan Spieth': { score: 150, cut: 'missed' },
  'Louis Oosthuizen': { cut: 'withdrew' },
  'Paul Casey': { started: false },
} as const;
const facts = { entries, holes: 72, trophy: true };
const official = { facts, reason: 'The official leaderboard.' };

it('is listed with its title and without sides, by its sport and league', async () => {
  const open = tournament('US Open', -30);
  await shown(-10, open);
  const [event] = await eventsOf('US Open');
  const list = async (query: object) => (await listEvents(anyone, ListEvents.query.parse(query), now)).items;
  for (const query of [{ sport: 'golf' }, { sport: 'golf_majors' }, { league: 'golf_majors' }])
    expect(await list(query)).toMatchObject([
      { id: event?.eventId, sport: 'golf', league: 'golf_majors', home: null, away: null, title: 'US Open', result: null },
    ]);
  expect(await differencesOf(event?.eventId as EventId)).toEqual([]);
});

it('moves its start before it begins, and keeps it afterwards', async () => {
  const open = tournament('The Players', 50);
  await shown(-120, open);
  await shown(-100, { ...open, startsAt: at(-30) });
  expect(await eventsOf('The Players')).toMatchObject([{ startsAt: at(-30).toISOString(), startVersion: 2 }]);
  await shown(-29, { ...open, startsAt: at(-10) });
  expect(await eventsOf('The Players')).toMatchObject([{ startsAt: at(-30).toISOString(), startVersion: 2, state: 'scheduled' }]);
});

it('under whose id another competition is shown goes to review, until its own is shown again', async () => {
  const open = tournament('PGA Championship', -100);
  await shown(-10, open);
  await shown(-9, { ...open, title: 'Tour Championship Winner' });
  expect(await eventsOf('PGA Championship')).toMatchObject([{ state: 'needs_review', doubt: 'teams' }]);
  expect(await eventsOf('Tour Championship')).toEqual([]);
  await shown(-8, open);
  expect(await eventsOf('PGA Championship')).toMatchObject([{ state: 'scheduled', doubt: null }]);
});

it('is decided by its leaderboard, repeated, confirmed and corrected', async () => {
  const { eventId } = await played('Masters Tournament');
  expect(await putResult(eventId, official, ann)).toMatchObject({
    data: {
      ...{ state: 'final', happened: 'recorded', confirmation: 'none' },
      result: { home: null, away: null, version: 1, details: { facts } },
    },
  });
  const before = await findEvent(eventId);
  expect(before).toMatchObject({ pinned: true, gradingVersion: 1, result: { home: null, away: null, detailed: true } });
  expect(await putResult(eventId, official, ann)).toMatchObject({ data: { happened: 'unchanged' } });
  expect(await findEvent(eventId)).toEqual(before);
  expect(await putResult(eventId, official, ben)).toMatchObject({ data: { happened: 'confirmed' } });

  // Two places change hands: another version, and the leaderboard in full.
  const swapped = {
    ...facts,
    entries: { ...entries, 'Rory McIlroy': entries['Collin Morikawa'], 'Collin Morikawa': entries['Rory McIlroy'] },
  };
  expect(await putResult(eventId, { facts: swapped, reason: 'A signed card was corrected.' }, ben)).toMatchObject({
    data: { happened: 'recorded', result: { version: 2, details: { facts: swapped } } },
  });
  const detail = EventDetail.parse(await getEvent(anyone, eventId, now));
  expect(detail).toMatchObject({ title: 'Masters Tournament', status: 'final', details: { facts: swapped } });
  expect(detail.resultVersions).toMatchObject([
    { home: null, version: 1 },
    { away: null, version: 2 },
  ]);
  const event = (await findEvent(eventId)) as StoredEvent;
  const moments = factsInOrder(event, await eventHistory(eventId));
  expect(
    moments.map(({ state, details }) => [state, (details as ResultDetails).facts?.entries?.['Rory McIlroy']?.position]),
  ).toEqual([
    ['final', 2],
    ['final', 2],
    ['final', 5],
  ]);
  // Neither the list of outrights nor a reply of scores changes what an admin has stated.
  await shown(0, tournament('Masters Tournament', 90));
  await ingestScores(job, force, at(0), replying([tournament('Masters Tournament', 90)], undefined, 'golf_majors'));
  expect(await findEvent(eventId)).toEqual(event);
  expect(await differencesOf(eventId)).toEqual([]);
});

it('refuses what cannot be of a field, by the field’s name, and stores none of it', async () => {
  const { eventId } = await played('Open Championship');
  const bad: [string, object][] = [
    ['score', { ...official, score: { home: 1, away: 0 } }],
    ['facts.entries', { reason: 'No places.' }],
    ['facts.entries', { facts: { holes: 72 }, reason: 'No places.' }],
    ['facts.entries', { facts: { entries: { 'Paul Casey': { started: false } } }, reason: 'No places.' }],
    [
      'facts.entries.Collin Morikawa.position',
      { ...official, facts: { ...facts, entries: { ...entries, 'Shane Lowry': { position: 6 } } } },
    ],
    [
      'facts.entries.Collin Morikawa.position',
      { ...official, facts: { ...facts, entries: { ...entries, 'Collin Morikawa': { position: 4 } } } },
    ],
    [
      'facts.entries.Jordan Spieth.cut',
      { ...official, facts: { entries: { ...entries, 'Jordan Spieth': { position: 6, cut: 'missed' } } } },
    ],
    ['facts.winner', { ...official, facts: { ...facts, winner: 'home' } }],
    ['facts.corners', { ...official, facts: { ...facts, corners: { home: 1, away: 1 } } }],
    ['facts.eagles', { ...official, facts: { ...facts, eagles: 3 } }],
    ['facts.entries.Shane Lowry.strokes', { facts: { entries: { 'Shane Lowry': { strokes: 283 } } }, reason: 'Strokes.' }],
    ['facts.holes', { ...official, facts: { ...facts, holes: 145 } }],
    ['state', { ...official, state: 'forfeit' }],
    ['facts', { ...official, state: 'cancelled' }],
    ['leaderboard', { ...official, leaderboard: '1 Scottie Scheffler' }],
  ];
  for (const [field, body] of bad) {
    const reply = await putResult(eventId, body, ann);
    expect(reply, field).toMatchObject({ error: { code: 'INVALID_INPUT', details: { field } } });
  }
  expect(await findEvent(eventId)).toMatchObject({ pinned: false, result: null, gradingVersion: 0 });
  const { results, decisions } = await eventHistory(eventId);
  expect([results, decisions]).toEqual([[], []]);
});

it('waits for a result after its last day, and leaves the list with it', async () => {
  const { eventId } = await played('Senior Open', 110);
  await shown(0);
  expect(await findEvent(eventId)).toMatchObject({ state: 'needs_review', result: null });
  await projectNow(eventId);
  const listed = async () => (await listReviews(ann)).data.filter((row) => row.eventId === eventId);
  expect(await listed()).toMatchObject([{ kind: 'event', reason: 'needs_review', claim: null }]);
  const waiting = await imageOf(eventId);
  await putResult(eventId, official, ann);
  await projectEvent(waiting, await imageOf(eventId));
  expect(await listed()).toEqual([]);
});

it('stopped for good after two rounds keeps what was played', async () => {
  const { eventId } = await played('Houston Open');
  const stopped = { ...facts, holes: 36, trophy: false };
  expect(await putResult(eventId, { state: 'abandoned', facts: stopped, reason: 'Storms.' }, ann)).toMatchObject({
    data: { state: 'abandoned', result: { home: null, details: { facts: stopped } } },
  });
  const { eventId: other } = await played('Dallas Open');
  expect(await putResult(other, { state: 'cancelled', reason: 'Storms.' }, ann)).toMatchObject({
    data: { state: 'cancelled', result: null },
  });
});

it('takes its result from a file by its title', async () => {
  const { eventId, startsAt } = await played('Canadian Open');
  const file = [
    'league,title,startsAt,leaderboard,holes,reason',
    `golf_majors,canadian open,${startsAt},1 Ann A -10; T2 Ben B -7; T2 Cat C -7; CUT Dan D 150,72,Official.`,
    `golf_majors,Canadian Open,${startsAt},1 Ann A,72,Official.`,
    `golf_majors,Italian Open,${startsAt},1 Ann A,72,Official.`,
    `golf_majors,Canadian Open,${at(-60).toISOString()},1 Ann A,72,Official.`,
    `golf_majors,Canadian Open,${startsAt},1 Ann A; 2 Ben B; 2 Cat C,72,Official.`,
  ].join('\n');
  const imported = (hours = 0) => importResults(ann, { format: 'csv', file }, at(hours));
  const { problems, ...counts } = await imported();
  expect(counts).toEqual({ recorded: 1, confirmed: 0, unchanged: 0, refused: 4 });
  expect(problems.split('\n')).toEqual([
    'line 3: line 2 states the result of this game already',
    'line 4: no game Italian Open within 12 hours of this start',
    'line 5: no game Canadian Open within 12 hours of this start',
    'line 6: leaderboard: place 2 of Ben B is shared: T2',
  ]);
  expect(await imported(1)).toMatchObject({ recorded: 0, unchanged: 1, refused: 4 });
  const { results } = await eventHistory(eventId);
  expect(results).toMatchObject([
    { version: 1, details: { facts: { holes: 72, entries: { 'Ben B': { position: 2, score: -7, cut: 'made' } } } } },
  ]);
});

it('of the replay is played from its first price to its leaderboard', async () => {
  const golf = 'golf_masters_tournament_winner';
  const day = gameDay(at(-100), { sports: [golf] });
  await ingestEvents(job, force, day.open, day.provider(day.open));
  const refs = await findProviderRefs('the-odds-api', [...day.providerGameIds.values()]);
  const [eventId] = [...refs.values()] as [EventId];
  await ingestScores(job, force, day.over, day.provider(day.over));
  expect(await findEvent(eventId)).toMatchObject({ title: 'Masters Tournament', state: 'scheduled', result: null });
  const stated = day.unreported.get('Masters Tournament');
  const row = JSON.stringify({ eventId, ...stated, reason: 'The official leaderboard.' });
  expect(await importResults(ann, { format: 'ndjson', file: row }, day.over)).toMatchObject({ recorded: 1, problems: '' });
  const { details } = EventDetail.parse(await getEvent(anyone, eventId, now));
  const field = Object.values(details?.facts?.entries ?? {});
  const tied = (place: number) => field.filter(({ position }) => position === place).length;
  expect([field.length, tied(1), tied(3), tied(4), details?.facts?.holes]).toEqual([85, 1, 2, 0, 72]);
  expect(await differencesOf(eventId)).toEqual([]);
});
