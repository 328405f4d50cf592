import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { Refresh, VerifyCode } from '../../schemas/auth.ts';
import { ListMessages, SendMessage } from '../../schemas/chat-messages.ts';
import { CommentOnPost, ListPostComments } from '../../schemas/comments.ts';
import type { UserId } from '../../schemas/common.ts';
import { CreateConversation } from '../../schemas/conversations.ts';
import { AppealBan, BanUser, DecideReport, LiftBan, ListReports, ReportSubject, SetTier } from '../../schemas/moderation.ts';
import { ListNotifications } from '../../schemas/notifications.ts';
import { GetPick, PlacePick } from '../../schemas/picks.ts';
import { CreatePost, GetPost } from '../../schemas/posts.ts';
import { GetMe, UpdateMe } from '../../schemas/users.ts';
import { differences } from '../support/audit.ts';
import { call, codeFor, job, type Person, page, pages, signUp, signUpAdmin, type YouBetError } from '../support/client.ts';
import { makeContacts } from '../support/contacts.ts';
import { drain } from '../support/drain.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { games, isFootball } from '../support/matches.ts';

let ann: Person;
let mal: Person;
let mo: Person;
let admin: Person;
/** Reports a message that Mal sees. */
let reportAsBanned: () => Promise<unknown>;
const anew = async (person: Person): Promise<Person> => ({
  ...person,
  ...(await call(Refresh, { body: { refreshToken: person.refreshToken } })),
});
beforeAll(async () => {
  [ann, mal, mo, admin] = await Promise.all([signUp('Ann'), signUp('Mal'), signUp('Mo'), signUpAdmin('Ada')]);
  await job('set-role', { handle: mo.handle, role: 'moderator', reason: 'Joins the desk.' });
  mo = await anew(mo);
});

const caseOf = async (id: string, as = mo) =>
  (await pages(ListReports, { as, query: { limit: 100 } })).find(({ subject }) => subject.id === id);
const decide = (as: Person, caseId: string, action: 'hide' | 'ban' | 'restore') =>
  call(DecideReport, { as, params: { caseId }, body: { action, reason: 'The third one.' } });
const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

it('a pick is reported, hidden and restored, and its terms are shown all the while', async () => {
  const match = (await games(2, 3_000)).find(isFootball);
  const body = { ...singleBody(match?.event.id ?? ''), analysis: 'Pay me first.' };
  const { id } = await call(PlacePick, { as: mal, body });
  const subject = { type: 'pick', id } as const;
  const told = await call(ReportSubject, { as: ann, body: { subject, reason: 'scam', note: 'He asks for money.' } });
  expect(told).toMatchObject({ happened: 'recorded', reason: 'scam' });
  expect(await call(ReportSubject, { as: ann, body: { subject, reason: 'spam' } })).toMatchObject({ happened: 'already_open' });
  const found = await caseOf(id);
  expect(found).toMatchObject({ severity: 3, reporters: 1, copies: [{ text: 'Pay me first.' }], owner: { id: mal.userId } });
  expect(JSON.stringify(found)).not.toContain(ann.userId);
  await decide(mo, found?.id ?? '', 'hide');
  expect(await call(GetPick, { as: ann, params: { pickId: id } })).toMatchObject({ id, analysis: null, status: 'open' });
  await decide(admin, found?.id ?? '', 'restore');
  expect((await call(GetPick, { as: ann, params: { pickId: id } })).analysis).toBe('Pay me first.');
});

it('a post and a comment are hidden from everybody but their author, who is told, and shown again', async () => {
  const post = await call(CreatePost, { as: mal, body: { kind: 'text', text: 'Pay me first.' } });
  const params = { postId: post.id };
  const comment = await call(CommentOnPost, { as: mal, params, body: { text: 'Do it now.' } });
  const [ofPost, ofComment] = await Promise.all(
    [{ type: 'post', id: post.id } as const, { type: 'comment', id: comment.id } as const].map(async (subject) => {
      await call(ReportSubject, { as: ann, body: { subject, reason: 'spam' } });
      return (await caseOf(subject.id))?.id ?? '';
    }),
  );
  const comments = async (as: Person) =>
    (await page(ListPostComments, { as, params, query: {} })).items.map(({ text, hidden }) => [text, hidden]);
  await decide(mo, ofComment ?? '', 'hide');
  expect([await comments(ann), await comments(mal)]).toEqual([[], [['Do it now.', true]]]);
  await decide(mo, ofPost ?? '', 'hide');
  const missing = { postId: post.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')) };
  const refusals = [params, missing].map((of) => call(GetPost, { as: ann, params: of }).catch(({ message }) => message));
  expect(new Set(await Promise.all(refusals))).toEqual(new Set(['404 NOT_FOUND: No such post.']));
  expect(await call(GetPost, { as: mal, params })).toMatchObject({ text: 'Pay me first.', hidden: true });
  await drain();
  const told = async () =>
    (await page(ListNotifications, { as: mal, query: {} })).items.flatMap(({ kind, subject }) =>
      kind.startsWith('content-') ? [`${kind} ${subject.type}`] : [],
    );
  // The pick of the story before this one was restored.
  const ofPick = 'content-restored pick';
  expect((await told()).toSorted()).toEqual(['content-hidden comment', 'content-hidden post', ofPick]);
  for (const id of [ofPost, ofComment]) await decide(admin, id ?? '', 'restore');
  expect((await call(GetPost, { as: ann, params })).text).toBe('Pay me first.');
  expect(await comments(ann)).toEqual([['Do it now.', false]]);
  await drain();
  expect((await told()).toSorted()).toEqual(['content-restored comment', ofPick, 'content-restored post']);
  expect((await call(GetPost, { as: ann, params })).counts.comments).toBe(1);
});

it('a message is reported with the five before it, and removed by a moderator, who reads nothing else', async () => {
  await makeContacts(mal, [ann]);
  const { id } = await call(CreateConversation, {
    as: mal,
    headers: { 'idempotency-key': randomUUID() },
    body: { kind: 'group', name: 'Sunday', memberIds: [ann.userId as UserId] },
  });
  const params = { conversationId: id };
  const write = (as: Person, text: string) =>
    call(SendMessage, { as, params, body: { type: 'text', text, clientMessageId: randomUUID() } });
  for (const text of ['One.', 'Two.', 'Three.', 'Four.', 'Five.', 'Six.']) await write(ann, text);
  const vile = await write(mal, 'Pay me first.');
  const subject = { type: 'message', id: vile.id } as const;
  const report = (as: Person) => call(ReportSubject, { as, body: { subject, reason: 'scam' } });
  expect([await report(ann), await report(ann)]).toMatchObject([{ happened: 'recorded' }, { happened: 'already_open' }]);
  // Somebody outside learns nothing of it, a moderator neither but for the copy.
  await expect(report(admin)).rejects.toEqual(refusal('NOT_FOUND'));
  await expect(call(ListMessages, { as: mo, params, query: {} })).rejects.toEqual(refusal('NOT_FOUND'));
  const found = await caseOf(vile.id);
  expect(found?.copies).toMatchObject([{ text: 'Pay me first.', revision: 1 }]);
  expect(found?.copies[0]?.message?.before.map(({ text }) => text)).toEqual(['Two.', 'Three.', 'Four.', 'Five.', 'Six.']);
  expect(JSON.stringify(found)).not.toContain(ann.userId);
  await decide(mo, found?.id ?? '', 'hide');
  const { entries } = await call(ListMessages, { as: ann, params, query: {} });
  expect(entries.slice(-2)).toMatchObject([
    { seq: vile.seq, type: 'deleted' },
    { type: 'change', change: 'deleted', target: vile.seq, sender: null },
  ]);
  await drain();
  const [told] = (await page(ListNotifications, { as: mal, query: {} })).items;
  expect(told).toMatchObject({ kind: 'content-hidden', subject: { type: 'message', id: vile.id } });
  await decide(admin, found?.id ?? '', 'restore');
  expect((await call(ListMessages, { as: ann, params, query: {} })).entries.at(-2)?.type).toBe('deleted');
  // A person banned from everything reports nothing either.
  const answer = await write(ann, 'Seven.');
  reportAsBanned = () => call(ReportSubject, { as: mal, body: { subject: { type: 'message', id: answer.id }, reason: 'spam' } });
});

it('a ban from posting refuses words at once and leaves the rest; it is lifted as fast', async () => {
  const params = { user: mal.handle };
  await call(BanUser, { as: mo, params, body: { scope: 'posting', reason: 'Insults.' } });
  const write = (as: Person) => call(UpdateMe, { as, body: { bio: 'Words.' } });
  await expect(write(mal)).rejects.toEqual(refusal('BANNED', { scope: 'posting', endsAt: null }));
  expect((await call(GetMe, { as: mal })).bans).toEqual([{ scope: 'posting', reason: 'Insults.', endsAt: null }]);
  mal = await anew(mal);
  await expect(write(mal)).rejects.toEqual(refusal('BANNED', { scope: 'posting' }));
  await call(LiftBan, { as: admin, params, body: { scope: 'posting', reason: 'Enough.' } });
  expect((await write(mal)).bio).toBe('Words.');
  await expect(call(BanUser, { as: mo, params: { user: admin.userId }, body: { scope: 'all', reason: 'No.' } })).rejects.toEqual(
    refusal('FORBIDDEN'),
  );
});

it('a banned person appeals with what the refusal of their sign-in gave, and another moderator takes the ban back', async () => {
  await call(BanUser, { as: mo, params: { user: mal.userId }, body: { scope: 'all', reason: 'Fraud.' } });
  await expect(call(GetMe, { as: mal })).rejects.toEqual(refusal('BANNED'));
  await expect(reportAsBanned()).rejects.toEqual(refusal('BANNED'));
  const proof = { channel: 'email' as const, address: mal.address, ...(await codeFor(mal.address)) };
  const refused: YouBetError = await call(VerifyCode, { body: proof }).catch((error) => error);
  expect(refused).toEqual(refusal('BANNED', { scope: 'all' }));
  const body = { text: 'I have paid it back.', appealToken: String(refused.details.appealToken) };
  expect(await call(AppealBan, { body })).toMatchObject({ scope: 'all' });
  await expect(call(AppealBan, { body })).rejects.toEqual(refusal('CONFLICT'));
  const found = await caseOf(mal.userId, admin);
  expect(found).toMatchObject({ subject: { type: 'ban' }, copies: [{ text: 'I have paid it back.' }] });
  await expect(decide(mo, found?.id ?? '', 'restore')).rejects.toEqual(refusal('FORBIDDEN'));
  await decide(admin, found?.id ?? '', 'restore');
  const again = { channel: 'email' as const, address: mal.address, ...(await codeFor(mal.address)) };
  expect((await call(VerifyCode, { body: again })).status).toBe('signed_in');
});

it('a tier is given by an admin alone, and is in the next token', async () => {
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const give = (as: Person) =>
    call(SetTier, { as, params: { user: ann.userId }, body: { tier: 'premium', until, reason: 'A gift.' } });
  await expect(give(mo)).rejects.toEqual(refusal('FORBIDDEN'));
  expect(await give(admin)).toEqual({ userId: ann.userId, tier: 'premium', until });
  expect((await call(GetMe, { as: ann })).tier).toBe('premium');
  expect((await anew(ann)).accessToken).not.toBe(ann.accessToken);
  await drain();
  expect(await differences()).toEqual([]);
});
