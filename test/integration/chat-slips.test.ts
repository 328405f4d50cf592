import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { User } from '#actor';
import { exclude } from '#core/care';
import { blockUser, followUser } from '#core/graph';
import { sendMessage } from '#core/messaging';
import { placePick, withdrawPick } from '#core/picks';
import { updateMe } from '#core/users';
import { sqs } from '#platform/enqueue';
import { SendMessage } from '#schemas/chat-messages';
import type { ConversationId, EventId, PickId } from '#schemas/common';
import type { EntryView } from '#schemas/entry-views';
import { PlacePick } from '#schemas/picks';
import { runChatTask } from '../../core/messaging/tasks/chat-tasks.ts';
import { pickEntity } from '../../core/picks/pick.entity.ts';
import { identityGround, later, now } from '../support/bettors.ts';
import { SocketHub } from '../support/chat-sockets.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { directOf, groupOf, pageOf, people } from '../support/make/conversations.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';

/** A slip goes to sockets with its pick, as each of those who get it would read it over HTTP. */

let hub: SocketHub;
let eventId: EventId;
beforeAll(async () => {
  await identityGround();
  Object.assign(process.env, { PROOF_BUCKET: 'proofs', STORAGE: '{"url":"https://s3.example","pathStyle":true}' });
  eventId = (await storedGame('nfl', later(48 * 3_600_000))) as EventId;
});
beforeEach(() => {
  hub = new SocketHub();
  sqs.inject({ send: async () => ({}) });
});

const pickOf = async (who: User): Promise<PickId> => {
  const body = PlacePick.body.parse(singleBody(eventId, { analysis: 'They rest.', book: 'DraftKings' }));
  return (await placePick(who, body, undefined, now)).id as PickId;
};
const show = (as: User, id: ConversationId, pickId: PickId) =>
  sendMessage(as, id, SendMessage.body.parse({ type: 'slip', pickId, text: 'This one.', clientMessageId: randomUUID() }), now);
/** Opens a socket of each. @returns what it was posted of the newest entry, by the order of the people */
async function connected(all: readonly User[]): Promise<() => (EntryView | null)[]> {
  const sockets = await Promise.all(all.map((who) => hub.open(who, now)));
  return () =>
    sockets.map((socket) => {
      const message = hub.taken(socket).findLast(({ type }) => type === 'entry');
      if (message?.type !== 'entry') throw new Error('no entry was posted');
      return message.data.entry;
    });
}
const readBy = async (who: User, id: ConversationId) => (await pageOf(who, id)).entries.at(-1);
const pickIn = (entry: EntryView | null | undefined) => (entry?.type === 'slip' ? entry.pick : undefined);

it('is what each of them reads: followers of a private author, the author, strangers, the blocked and the excluded', async () => {
  const [ann, ben, cas, dee, eve] = (await people(5)) as [User, User, User, User, User];
  const { id } = await groupOf(ann, [ben, cas, dee, eve], now);
  await followUser(ben, cas.userId, now);
  await blockUser(dee, cas.userId, now);
  await exclude(eve, '6_months', now);
  const all = [ann, ben, cas, dee, eve];
  const posted = await connected(all);
  const viewer = (who: User): User => (who === eve ? { ...eve, excludedUntil: later(1).toISOString() } : who);
  const seen = async () => {
    const entries = posted();
    expect(entries).toEqual(await Promise.all(all.map((who) => readBy(viewer(who), id))));
    return entries.map((entry) => pickIn(entry)?.id ?? null);
  };
  const pickId = await pickOf(cas);
  await show(ann, id, pickId);
  expect(await seen()).toEqual([pickId, pickId, pickId, null, null]);
  await updateMe(cas, { private: true }, now);
  await show(ben, id, pickId);
  expect(await seen()).toEqual([null, pickId, pickId, null, null]);
  // Words that a moderator has hidden are shown to their author alone.
  await pickEntity().patch({ pickId }).set({ wordsHiddenAt: now.toISOString() }).go();
  await show(cas, id, pickId);
  const entries = posted();
  expect(entries.map((entry) => pickIn(entry)?.analysis)).toEqual([undefined, null, 'They rest.', undefined, undefined]);
  expect(entries.map((entry) => pickIn(entry)?.wordsHidden)).toEqual([undefined, false, true, undefined, undefined]);
});

it('reads the pick once, blocks once, and half a unit for each who is connected', async () => {
  const [ann, ben, cas] = (await people(3)) as [User, User, User];
  const { id } = await groupOf(ann, [ben, cas], now);
  await connected([ben, cas]);
  const pickId = await pickOf(ann);
  const reads: string[] = [];
  const stop = intercept(async ({ name, input }, send) => {
    const keys = JSON.stringify(input);
    if (/Get|Query/.test(name))
      for (const entity of ['pick_1', 'hidden', 'follow', 'card'])
        reads.push(...Array.from(keys.matchAll(new RegExp(`\\$${entity}`, 'g')), () => entity));
    return send();
  });
  await show(ann, id, pickId).finally(stop);
  const count = (entity: string) => reads.filter((one) => one === entity).length;
  // The cards of the sender (as sender, and as the author), and those of the two who are connected.
  expect(['pick_1', 'hidden', 'follow', 'card'].map(count)).toEqual([1, 1, 0, 4]);
});

it('goes as its number where its readers could not be looked up', async () => {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await directOf(ann, ben.userId, now);
  const posted = await connected([ben]);
  const pickId = await pickOf(ann);
  await show(ann, id, pickId);
  expect(pickIn(posted()[0])).toMatchObject({ id: pickId, status: 'open' });
  const isCardOfBen = (input: object) => ['$card', ben.userId].every((part) => JSON.stringify(input).includes(part));
  const stop = intercept(async ({ name, input }, send) => {
    if (name === 'BatchGetItemCommand' && isCardOfBen(input)) throw new Error('the cards cannot be read');
    return send();
  });
  await show(ann, id, pickId).finally(stop);
  expect(posted()).toEqual([null]);
});

it('is posted by the repair as its number, and shows what became of its pick when it is read', async () => {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await directOf(ann, ben.userId, now);
  const socket = await hub.open(ben, now);
  const pickId = await pickOf(ann);
  hub.answer(socket, 'full');
  await show(ann, id, pickId);
  hub.answer(socket, 'well');
  await withdrawPick(ann, pickId, later(1_000));
  await runChatTask({ task: 'post-entries', conversationId: id }, later(5_000));
  expect(hub.taken(socket)).toMatchObject([{ type: 'entry', data: { seq: 1, entry: null } }]);
  expect(await readBy(ben, id)).toMatchObject({ pick: { status: 'withdrawn' } });
});

it('goes as its number where the pick has a picture, whose address is signed for whom reads it', async () => {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await directOf(ann, ben.userId, now);
  const posted = await connected([ann, ben]);
  const pickId = await pickOf(ann);
  const stored = { sha256: 'a', jpegSha256: 'b', bytes: 9, width: 9, height: 9, colour: '#000000', place: 1, version: '1' };
  const picture = { kind: 'picture' as const, addedAt: now.toISOString(), revision: 1, mediaId: randomUUID(), stored };
  await pickEntity()
    .patch({ pickId })
    .set({ proofs: [picture] })
    .go();
  // The answer to the sender has an address.
  expect(pickIn(await show(ann, id, pickId))?.proof).toMatchObject([{ urls: { expiresAt: expect.any(String) } }]);
  expect(posted()).toEqual([null, null]);
});

it('of somebody else is not there for a sender who has taken a break, also with a token of before', async () => {
  const [ann, ben, cas] = (await people(3)) as [User, User, User];
  const { id } = await directOf(ann, ben.userId, now);
  const [own, others] = [await pickOf(ann), await pickOf(cas)];
  await exclude(ann, '6_months', now);
  await expect(show(ann, id, others)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await show(ann, id, own)).toMatchObject({ pick: { id: own } });
});
