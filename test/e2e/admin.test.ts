import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { describe as deployed } from '../../local/dev/cloud/describe.ts';
import { DecideEvent, ListReviews, ListWaitingEvents } from '../../schemas/admin.ts';
import { Refresh } from '../../schemas/auth.ts';
import { GetEvent } from '../../schemas/events.ts';
import { GetPick, PlacePick } from '../../schemas/picks.ts';
import { GetMe } from '../../schemas/users.ts';
import { differences } from '../support/audit.ts';
import { call, job, listen, type Person, pages, send, signIn, signUp, signUpAdmin, until } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { begin, correct, finish, games, isFootball, type Match } from '../support/matches.ts';
import { aws } from '../support/stack.ts';

/** Routes for admins alone, and the way in which a user becomes one. */

let adele: Person;
let bruno: Person;
beforeAll(async () => {
  [adele, bruno] = [await signUpAdmin('Adele'), await signUpAdmin('Bruno')];
});

const decide = (as: Person, { event }: Match, body: Parameters<typeof call<typeof DecideEvent>>[1]['body']) =>
  call(DecideEvent, { as, params: { eventId: event.id }, body });
const waiting = async ({ event }: Match) =>
  (await pages(ListReviews, { as: adele, query: { limit: 100 } })).filter(({ eventId }) => eventId === event.id);
const shown = ({ event }: Match) => call(GetEvent, { as: adele, params: { eventId: event.id } });
/** A football game to come. */
async function football(): Promise<Match> {
  const match = (await games(2)).find(isFootball);
  if (!match) throw new Error('the replay has no football to come');
  return match;
}

describe('roles', () => {
  const roleOf = async (as: Person) => (await call(GetMe, { as })).role;
  const set = (handle: string, role: string, more: object = {}) => job('set-role', { handle, role, reason: 'To see.', ...more });

  it('of admins alone open the admin routes', async () => {
    const mo = await signUp('Mo');
    const doors = [
      ['PUT', '/api/v1/admin/events/0190a000-0000-7000-8000-000000000001/result'],
      ['GET', '/api/v1/admin/reviews'],
    ] as const;
    const tried = async (as?: Person) =>
      Promise.all(doors.map(async ([method, path]) => (await send(method, path, { ...(as && { as }) })).status));
    expect(await tried()).toEqual([401, 401]);
    expect(await tried(mo)).toEqual([403, 403]);
    await set(mo.handle, 'moderator');
    const { accessToken } = await call(Refresh, { body: { refreshToken: mo.refreshToken } });
    expect(await tried({ ...mo, accessToken })).toEqual([403, 403]);
    expect(await tried(adele)).toEqual([400, 200]);
  });

  it('are set by an operator, and losing one ends sessions and sockets', async () => {
    const cleo = await signUp('Cleo');
    expect(await set(cleo.handle, 'admin')).toEqual({ userId: cleo.userId, role: 'admin', changed: true, signedOut: false });
    expect(await set(cleo.handle, 'admin')).toMatchObject({ changed: false, signedOut: false });
    await using phone = await listen(cleo);
    expect(await set(cleo.handle, 'user')).toMatchObject({ role: 'user', changed: true, signedOut: true });
    await phone.ended();
    await expect(call(Refresh, { body: { refreshToken: cleo.refreshToken } })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await roleOf(await signIn(cleo))).toBe('user');
  });

  it.each<[string, object]>([
    ['another role', { role: 'owner' }],
    ['no reason', { reason: '' }],
    ['nobody', { handle: 'nobody_at_all' }],
    ['an unknown field', { tier: 'premium' }],
  ])('are not set for %s', async (_, change) => {
    await expect(set(adele.handle, 'user', change)).rejects.toThrow('set-role failed');
    expect(await roleOf(adele)).toBe('admin');
  });
});

describe('an admin', () => {
  it('adds details that the provider lacks, and the picks that waited are graded', async () => {
    const ann = await signUp('Ann');
    const match = await football();
    const body = singleBody(match.event.id, { market: 'total', period: 'H1', selection: 'over', line: '20.5' });
    const { id: pickId } = await call(PlacePick, { as: ann, body });
    const pick = () => call(GetPick, { params: { pickId } });
    await begin([match]);
    await finish([match], { home: 24, away: 20 });
    await drain();
    expect(await pick()).toMatchObject({ status: 'needs_review', outcome: { result: 'ungradeable' } });
    expect(await waiting(match)).toMatchObject([{ kind: 'pick', pickId, reason: 'PERIODS_NEEDED', claim: null }]);

    const halves = [
      { period: 'H1', home: 10, away: 11 },
      { period: 'H2', home: 14, away: 9 },
    ];
    const score = { home: 24, away: 20 };
    await expect(decide(adele, match, { score, periods: halves.slice(1), reason: 'Box score.' })).resolves.toMatchObject({
      result: { version: 2 },
    });
    await drain();
    expect(await pick()).toMatchObject({ status: 'needs_review' });
    const decided = await decide(adele, match, { score, periods: halves, reason: 'The whole box score.' });
    expect(decided).toMatchObject({
      state: 'final',
      result: { ...score, version: 3, details: { periods: halves } },
      decidedBy: adele.userId,
      confirmation: 'none',
      happened: 'recorded',
    });
    await drain();
    expect(await pick()).toMatchObject({
      status: 'settled',
      outcome: { result: 'win', review: null },
      receipt: { legs: [{ resultVersion: 3 }] },
    });
    expect(await waiting(match)).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  it('takes the results of a file, whose bad rows are left out and which changes nothing the second time', async () => {
    const match = await football();
    await begin([match]);
    const file = [
      'eventId,homeScore,awayScore,reason',
      `${match.event.id},31,17,Box score.`,
      `${match.event.id},x,17,Box score.`,
    ].join('\n');
    const take = (admin: string) => job('import-results', { admin, format: 'csv', file });
    expect(await take(adele.handle)).toMatchObject({
      recorded: 1,
      refused: 1,
      problems: expect.stringMatching(/^line 3: score.home/),
    });
    expect(await take(adele.handle)).toMatchObject({ recorded: 0, unchanged: 1, refused: 1 });
    expect(await shown(match)).toMatchObject({ status: 'final', result: { home: 31, away: 17, version: 1 } });
    const waits = await pages(ListWaitingEvents, { as: adele, query: { waiting: 'result' } });
    expect(waits.map(({ eventId }) => eventId)).not.toContain(match.event.id);
    await expect(take((await signUp('Nora')).handle)).rejects.toThrow('import-results failed');
  });

  it('takes the file of an admin out of the bucket of results, and puts a report beside it', async () => {
    const match = await football();
    await begin([match]);
    const client = new S3Client({ ...aws(), forcePathStyle: true });
    const { outputs } = await deployed('local', aws());
    const Bucket = outputs.resultsBucket;
    const name = `${adele.handle}/${match.event.id}.ndjson`;
    const row = { eventId: match.event.id, score: { home: 27, away: 24 }, reason: 'Box score.' };
    const Body = `${JSON.stringify(row)}\n{"eventId":1}\n`;
    await client.send(new PutObjectCommand({ Bucket, Key: `incoming/${name}`, Body }));
    const report = await until('the report', async () => {
      try {
        const found = await client.send(new GetObjectCommand({ Bucket, Key: `reports/${name}.json` }));
        return (await found.Body?.transformToString()) ?? '';
      } catch (error) {
        if ((error as Error).name === 'NoSuchKey') return undefined;
        throw error;
      }
    });
    expect(JSON.parse(report)).toMatchObject({ recorded: 1, refused: 1, problems: [expect.stringMatching(/^line 2: eventId/)] });
    expect(await shown(match)).toMatchObject({ status: 'final', result: { home: 27, away: 24, version: 1 } });
  });

  it('is contradicted by the provider, sees the claim, and confirms the decision', async () => {
    const match = await football();
    await begin([match]);
    await finish([match], { home: 24, away: 20 });
    const said = { score: { home: 24, away: 21 }, reason: 'The league corrected it.' };
    await decide(adele, match, said);
    for (let poll = 0; poll < 2; poll++) await job('ingest-scores', { force: true });
    await drain();
    expect(await shown(match)).toMatchObject({ status: 'final', result: { away: 21, version: 2 } });
    expect(await waiting(match)).toMatchObject([
      { kind: 'event', pickId: null, reason: 'disputed', claim: { home: 24, away: 20 } },
    ]);
    await expect(decide(adele, match, said)).resolves.toMatchObject({ happened: 'recorded', result: { version: 2 } });
    await drain();
    expect(await waiting(match)).toEqual([]);
    await job('ingest-scores', { force: true });
    await drain();
    expect(await waiting(match)).toEqual([]);

    await correct(match, { home: 3, away: 0 });
    await drain();
    expect(await waiting(match)).toMatchObject([{ reason: 'disputed', claim: { home: 3, away: 0 } }]);
    await expect(decide(bruno, match, said)).resolves.toMatchObject({ happened: 'confirmed', confirmedBy: bruno.userId });
    await expect(decide(bruno, match, said)).resolves.toMatchObject({ happened: 'unchanged' });
    await drain();
    expect(await waiting(match)).toEqual([]);
    expect((await shown(match)).resultVersions).toHaveLength(2);
    expect(await differences(match.event.id)).toEqual([]);
  });

  it('decides at the same time as another, and one confirms the other', async () => {
    const match = await football();
    await begin([match]);
    const said = { state: 'abandoned', reason: 'Floodlights.' } as const;
    const replies = await Promise.all([decide(adele, match, said), decide(bruno, match, said)]);
    expect(replies.map(({ happened }) => happened).sort()).toEqual(['confirmed', 'recorded']);
    expect(await shown(match)).toMatchObject({ status: 'abandoned', result: null });
    await drain();
    expect(await differences(match.event.id)).toEqual([]);
  });
});
