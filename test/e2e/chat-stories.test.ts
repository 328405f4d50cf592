import { randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { connect } from '../../local/client/client.ts';
import { upload } from '../../local/client/upload.ts';
import {
  DeleteMessage,
  EditMessage,
  ListMessages,
  PinMessage,
  ReactToMessage,
  ReadMessages,
  SendMessage,
} from '../../schemas/chat-messages.ts';
import type { ConversationId, MessageId, PickId, UserId } from '../../schemas/common.ts';
import { ClearHistory, SetConversation } from '../../schemas/conversation-settings.ts';
import {
  AcceptConversation,
  AddMember,
  CreateConversation,
  DeclineConversation,
  GetConversation,
  ListConversations,
  RemoveMember,
  UpdateConversation,
} from '../../schemas/conversations.ts';
import { CreateInvite, JoinByInvite, ListInvites, PreviewInvite, RevokeInvite } from '../../schemas/invites.ts';
import { GetMedia } from '../../schemas/media.ts';
import { SearchMessages } from '../../schemas/message-search.ts';
import { PutDevice } from '../../schemas/mobile-devices.ts';
import { SetPreferences } from '../../schemas/notification-preferences.ts';
import { PlacePick } from '../../schemas/picks.ts';
import { SyncConversations } from '../../schemas/sync.ts';
import { call, listen, type Person, page, signUp, until } from '../support/client.ts';
import { makeContacts } from '../support/contacts.ts';
import { drain } from '../support/drain.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { begin, finish, games, isFootball, type Match } from '../support/matches.ts';
import { stack } from '../support/stack.ts';
import { setStored, storedRow } from '../support/stored.ts';

/** All that people do with conversations, over HTTP on the deployed stack. */

let ann: Person;
let ben: Person;
let cleo: Person;
let gus: Person;
let hal: Person;
let group: ConversationId;
/** A slip and an analysis that Ann sent Cleo before the game. */
let talk: { readonly match: Match; readonly direct: ConversationId; readonly pickId: string };
const ANALYSIS = { market: 'spread', lean: 'Home', confidence: 'high', text: 'The wind.' } as const;

type Words = Partial<z.input<typeof SendMessage.body>>;
const body = (words: string, more: Words = {}) =>
  ({ type: 'text', text: words, clientMessageId: randomUUID(), ...more }) as z.input<typeof SendMessage.body>;
const of = (conversationId: ConversationId) => ({ params: { conversationId } });
const say = async (as: Person, id: ConversationId, words: string, more: Words = {}) =>
  call(SendMessage, { as, ...of(id), body: body(words, more) });
const ofMember = (conversationId: ConversationId, { userId }: Person) => ({
  params: { conversationId, userId: userId as UserId },
});
const messageOf = (id: ConversationId, seq: number) => ({ params: { messageId: `${id}_${seq}` as MessageId } });
const read = (as: Person, id: ConversationId, query: object = {}) => call(ListMessages, { as, ...of(id), query });
const numbers = async (as: Person, id: ConversationId) => (await read(as, id)).entries.map(({ seq }) => seq);
const open = (as: Person, to: Person) => call(CreateConversation, { as, body: { kind: 'direct', userId: to.userId as UserId } });
const makeGroup = (as: Person, members: readonly Person[], more: object = {}) =>
  call(CreateConversation, {
    as,
    headers: { 'idempotency-key': randomUUID() },
    body: { kind: 'group', name: 'Sunday', memberIds: members.map(({ userId }) => userId as UserId), ...more },
  });
const listed = async (as: Person, folder: 'inbox' | 'requests' | 'archived' = 'inbox') =>
  (await page(ListConversations, { as, query: { folder } })).items;
const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

beforeAll(async () => {
  const people: Person[] = [];
  // One after the other: each first call of a function starts a process on the emulator.
  for (const name of ['Ann', 'Ben', 'Cleo', 'Gus', 'Hal']) people.push(await signUp(name));
  [ann, ben, cleo, gus, hal] = people as [Person, Person, Person, Person, Person];
  await makeContacts(ann, [ben, cleo]);
  ({ id: group } = await makeGroup(ann, [ben]));
  const match = (await games(2)).find(isFootball) as Match;
  const { id: pickId } = await call(PlacePick, { as: ann, body: singleBody(match.event.id) });
  const { id: direct } = await open(ann, cleo);
  const send = (message: object) =>
    call(SendMessage, {
      as: ann,
      ...of(direct),
      body: { ...message, clientMessageId: randomUUID() } as z.input<typeof SendMessage.body>,
    });
  expect(await send({ type: 'slip', pickId })).toMatchObject({ pick: { id: pickId, status: 'open' } });
  await send({ type: 'analysis', eventId: match.event.id, ...ANALYSIS });
  talk = { match, direct, pickId };
});

describe('a request to talk', () => {
  it('is one short text in a folder of its own, until it is accepted', async () => {
    const { id } = await open(gus, ann);
    await expect(say(gus, id, 'Look: https://example.com')).rejects.toEqual(refused('INVALID_INPUT', { field: 'text' }));
    await expect(say(gus, id, 'x'.repeat(501))).rejects.toEqual(refused('INVALID_INPUT', { field: 'text' }));
    const asked = body('May I ask you something?');
    const first = await call(SendMessage, { as: gus, ...of(id), body: asked });
    expect((await call(SendMessage, { as: gus, ...of(id), body: asked })).id).toBe(first.id);
    await expect(say(gus, id, 'Hello?')).rejects.toMatchObject({ code: 'MESSAGE_NOT_ALLOWED' });
    expect((await listed(ann)).map((one) => one.id)).not.toContain(id);
    expect(await listed(ann, 'requests')).toMatchObject([{ id, request: 'received', other: { id: gus.userId, avatar: null } }]);
    await expect(call(AcceptConversation, { as: gus, ...of(id) })).rejects.toMatchObject({ code: 'FORBIDDEN' });

    await call(DeclineConversation, { as: ann, ...of(id), body: {} });
    expect(await listed(ann, 'requests')).toEqual([]);
    expect(await call(GetConversation, { as: gus, ...of(id) })).toMatchObject({ request: 'sent', lastSeq: 1 });
    expect(await call(AcceptConversation, { as: ann, ...of(id) })).toMatchObject({ request: null, lastSeq: 2 });
    expect((await say(gus, id, 'Thank you.')).seq).toBe(3);
  });

  it('that is declined with a block is gone for both', async () => {
    const { id } = await open(hal, ann);
    await say(hal, id, 'Pay me first.');
    await call(DeclineConversation, { as: ann, ...of(id), body: { block: true } });
    await call(DeclineConversation, { as: ann, ...of(id), body: { block: true } });
    expect(await listed(ann, 'requests')).toEqual([]);
    await expect(say(hal, id, 'Now.')).rejects.toMatchObject({ code: 'MESSAGE_NOT_ALLOWED' });
    await expect(call(AcceptConversation, { as: ann, ...of(id) })).rejects.toMatchObject({ code: 'MESSAGE_NOT_ALLOWED' });
  });
});

describe('a link to a group', () => {
  it('shows little, lives as long as it says, and brings back who was removed', async () => {
    await expect(call(CreateInvite, { as: ben, ...of(group), body: {} })).rejects.toEqual(
      refused('ROLE_REQUIRED', { role: 'admin' }),
    );
    await expect(call(CreateInvite, { as: ann, ...of(group), body: { days: 31 } })).rejects.toEqual(
      refused('INVALID_INPUT', { field: 'days' }),
    );
    const links = [
      await call(CreateInvite, { as: ann, ...of(group), body: {} }),
      await call(CreateInvite, { as: ann, ...of(group), body: {} }),
    ];
    const [open, other] = links as [(typeof links)[0], (typeof links)[0]];
    const shown = await call(ListInvites, { as: ann, ...of(group) });
    expect(shown.map(({ id }) => id).toSorted()).toEqual([open.id, other.id].toSorted());
    expect(JSON.stringify(shown)).not.toContain(open.token);
    const byToken = { params: { token: open.token } };
    expect(await call(PreviewInvite, { as: gus, ...byToken })).toEqual({ name: 'Sunday', picture: null, members: 2 });

    expect(await call(JoinByInvite, { as: gus, ...byToken })).toMatchObject({ id: group, role: 'member' });
    const { seq: heard } = await say(ann, group, 'Welcome.');
    await call(RemoveMember, { as: ann, ...ofMember(group, gus) });
    const { seq: missed } = await say(ann, group, 'He is gone.');
    await call(JoinByInvite, { as: gus, ...byToken });
    expect(await numbers(gus, group)).toEqual(expect.arrayContaining([heard]));
    expect(await numbers(gus, group)).not.toContain(missed);

    await setStored(
      `$youbet#conversationid_${group}`,
      '$invite_1#place_00',
      'endsAt',
      new Date(Date.now() - 1_000).toISOString(),
    );
    for (const contract of [PreviewInvite, JoinByInvite])
      await expect(call(contract, { as: hal, ...byToken })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const id = { conversationId: group, inviteId: other.id };
    await call(RevokeInvite, { as: ann, params: id });
    await expect(call(JoinByInvite, { as: hal, params: { token: other.token } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await call(ListInvites, { as: ann, ...of(group) })).toEqual([]);
  });
});

describe('a member for themselves', () => {
  it('mutes, pins, archives, marks unread and clears, and nobody else learns of it', async () => {
    const { id } = await makeGroup(ben, [ann]);
    const { seq } = await say(ben, id, 'First.');
    const set = (settings: object) => call(SetConversation, { as: ann, ...of(id), body: settings });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    expect(await set({ muted: { until } })).toEqual({
      ...{ muted: { until, exceptMentions: false }, pinned: false, archived: false, markedUnread: false },
    });
    expect(await set({ muted: { until: null, exceptMentions: true } })).toMatchObject({ muted: { exceptMentions: true } });
    expect(await set({ muted: { until: null } })).toMatchObject({ muted: { until: null } });
    expect(await set({ muted: null, pinned: true, markedUnread: true })).toMatchObject({ muted: null, pinned: true });
    expect((await listed(ann))[0]).toMatchObject({ id, unread: 1, settings: { pinned: true, markedUnread: true } });
    await call(ReadMessages, { as: ann, ...of(id), body: { seq } });
    expect((await listed(ann))[0]).toMatchObject({ unread: 0, settings: { markedUnread: false } });
    await set({ archived: true });
    expect((await listed(ann)).map((one) => one.id)).not.toContain(id);
    expect((await listed(ann, 'archived')).map((one) => one.id)).toEqual([id]);

    await call(ClearHistory, { as: ann, ...of(id) });
    expect(await numbers(ann, id)).toEqual([]);
    expect(await numbers(ben, id)).toEqual([1, 2]);
    expect((await listed(ben)).find((one) => one.id === id)?.settings).toEqual({
      ...{ muted: null, pinned: false, archived: false, markedUnread: false },
    });
    await say(ben, id, 'Second.');
    expect(await numbers(ann, id)).toEqual([3]);
  });
});

describe('a group', () => {
  it('shows new members what it says, and has a picture for its members', async () => {
    const { id } = await makeGroup(ann, [ben], { history: 'all' });
    await say(ben, id, 'Before.');
    await call(AddMember, { as: ann, ...ofMember(id, cleo) });
    expect(await numbers(cleo, id)).toEqual([1, 2, 3]);
    await call(UpdateConversation, { as: ann, ...of(id), body: { history: 'joined' } });
    const { token } = await call(CreateInvite, { as: ann, ...of(id), body: {} });
    await call(JoinByInvite, { as: gus, params: { token } });
    expect(await numbers(gus, id)).toEqual([5]);

    const bytes = await sharp({ create: { width: 320, height: 320, channels: 3, background: '#246' } })
      .png()
      .toBuffer();
    const { mediaId } = await upload(connect(stack), ann, bytes, 'group_picture');
    await expect(call(UpdateConversation, { as: ben, ...of(id), body: { pictureId: mediaId } })).rejects.toMatchObject({
      code: 'ROLE_REQUIRED',
    });
    const { picture } = await call(UpdateConversation, { as: ann, ...of(id), body: { pictureId: mediaId } });
    expect((await fetch(picture?.[96] ?? '')).status).toBe(200);
    expect((await call(PreviewInvite, { as: hal, params: { token } })).picture).not.toBeNull();
    expect(await call(GetMedia, { as: ben, params: { mediaId } })).toMatchObject({ state: 'ready' });
    await expect(call(GetMedia, { as: hal, params: { mediaId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await read(ben, id)).entries.map((entry) => (entry.type === 'change' ? entry.change : entry.type))).toEqual([
      'created',
      'text',
      'added',
      'history',
      'joined',
      'picture',
    ]);
  });

  it('pins five messages, and is searched as it reads now', async () => {
    const { id } = await makeGroup(cleo, [ann]);
    for (const words of ['Rams by three', 'Ramírez pitches', 'Over', 'Under', 'Push', 'Void']) await say(cleo, id, words);
    for (const seq of [2, 3, 4, 5, 6]) await call(PinMessage, { as: cleo, ...messageOf(id, seq) });
    await expect(call(PinMessage, { as: cleo, ...messageOf(id, 7) })).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
    await expect(call(PinMessage, { as: ann, ...messageOf(id, 2) })).rejects.toMatchObject({ code: 'ROLE_REQUIRED' });
    const found = async (q: string) =>
      (await page(SearchMessages, { as: ann, query: { q, conversationId: id } })).items.map(({ seq }) => seq);
    expect(await found('RAM')).toEqual([3, 2]);
    await call(DeleteMessage, { as: cleo, ...messageOf(id, 2) });
    await call(EditMessage, { as: cleo, ...messageOf(id, 4), body: { text: 'Rams after all', revision: 1 } });
    expect(await found('ram')).toEqual([4, 3]);
    expect((await call(GetConversation, { as: ann, ...of(id) })).pinned).toEqual([3, 4, 5, 6]);

    const at = new Date(Date.now() - 15 * 60_000 - 1_000).toISOString();
    await setStored(`$youbet#conversationid_${id}#block_0`, '$logentry_1#seq_000000000007', 'at', at);
    await expect(call(EditMessage, { as: cleo, ...messageOf(id, 7), body: { text: 'Late', revision: 1 } })).rejects.toEqual(
      refused('EDIT_WINDOW_CLOSED', { until: expect.any(String) }),
    );
    await expect(call(EditMessage, { as: cleo, ...messageOf(id, 2), body: { text: 'Gone', revision: 1 } })).rejects.toMatchObject(
      { code: 'MESSAGE_DELETED' },
    );
    await expect(call(ReactToMessage, { as: ann, ...messageOf(id, 2), body: { name: 'up' } })).rejects.toMatchObject({
      code: 'MESSAGE_DELETED',
    });
  });
});

describe('a mention', () => {
  it('is counted apart, comes as a push in spite of a mute that leaves it, and never where messages are switched off', async () => {
    const { id } = await makeGroup(ann, [ben, cleo]);
    for (const who of [ben, cleo])
      await call(PutDevice, {
        as: who,
        params: { deviceId: randomUUID() },
        body: { platform: 'ios', token: randomBytes(32).toString('hex'), locale: 'en-US' },
      });
    await call(SetConversation, { as: ben, ...of(id), body: { muted: { until: null, exceptMentions: true } } });
    await call(SetPreferences, { as: cleo, body: { kinds: { message: { push: false } }, quietHours: null } });
    const pushes = async ({ userId }: Person) =>
      (await storedRow(`$youbet#userid_${userId}`, `$membership_1#state_in#conversationid_${id}`))?.pushes?.N;
    const mentioning = (all: readonly Person[]) => {
      let text = '';
      const mentions = all.map(({ handle, userId }) => {
        const start = text.length;
        text += `@${handle} `;
        return { start, end: text.length - 1, userId: userId as UserId };
      });
      return { text: `${text}look.`, mentions };
    };
    await say(ann, id, 'Nobody in particular.');
    await drain();
    expect([await pushes(ben), await pushes(cleo)]).toEqual([undefined, undefined]);
    const stranger = mentioning([hal]);
    await expect(say(ann, id, stranger.text, stranger)).rejects.toEqual(refused('INVALID_INPUT', { field: 'mentions.0.userId' }));
    const both = mentioning([ben, cleo]);
    const sent = await say(ann, id, both.text, both);
    await drain();
    expect([await pushes(ben), await pushes(cleo)]).toEqual(['1', undefined]);
    const counted = async (as: Person) => (await listed(as)).find((one) => one.id === id);
    for (const who of [ben, cleo]) expect(await counted(who)).toMatchObject({ unread: 2, mentions: 1 });
    await call(EditMessage, { as: ann, params: { messageId: sent.id as MessageId }, body: { text: 'Look.', revision: 1 } });
    await call(ReadMessages, { as: cleo, ...of(id), body: { seq: sent.seq } });
    expect(await counted(cleo)).toMatchObject({ unread: 0, mentions: 0 });
    await until('the end of the mention', async () => ((await counted(ben))?.mentions === 0 ? true : undefined));
    expect(await counted(ben)).toMatchObject({ unread: 2 });
  });
});

describe('a sync', () => {
  it('has the newest of what is missing, says where more is, and what is gone', async () => {
    const { entries: all } = await read(ann, group);
    while ((await call(GetConversation, { as: ann, ...of(group) })).lastSeq < 26) {
      await say(ben, group, 'More.');
      const { lastSeq } = await call(GetConversation, { as: ann, ...of(group) });
      for (const name of ['fire', 'up', 'wow'] as const)
        await call(ReactToMessage, { as: ann, ...messageOf(group, lastSeq), body: { name } });
    }
    const { lastSeq } = await call(GetConversation, { as: ann, ...of(group) });
    const synced = await call(SyncConversations, { as: ann, body: { known: { [group]: all.length } } });
    const one = synced.changed.find(({ conversationId }) => conversationId === group);
    expect(one).toMatchObject({ lastSeq, gap: lastSeq - all.length > 20 });
    expect(one?.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => lastSeq - 19 + i));
    await call(RemoveMember, { as: ben, ...ofMember(group, ben) });
    const never = '0190a000-0000-7000-8000-0000000000ff';
    const gone = await call(SyncConversations, { as: ben, body: { known: { [group]: 3, [never]: 1 } } });
    expect(gone.gone.toSorted()).toEqual([group, never].toSorted());
  });
});

describe('a message about a game', () => {
  it('is a slip that shows its lock and its grade later, or an analysis that counts nowhere', async () => {
    const { match, direct, pickId } = talk;
    const first = async () => {
      const [entry] = (await read(cleo, direct)).entries;
      return entry?.type === 'slip' ? entry.pick : null;
    };
    expect((await read(cleo, direct)).entries[1]).toMatchObject({ type: 'analysis', event: { id: match.event.id }, ...ANALYSIS });
    await begin([match]);
    expect(await first()).toMatchObject({ id: pickId, author: { id: ann.userId }, status: 'locked', outcome: null });
    await finish([match]);
    expect(await until('the grade in the old message', async () => (await first())?.outcome ?? undefined)).toMatchObject({
      version: 1,
    });
    // Shown again, it comes over a socket as it is read.
    await using cleos = await listen(cleo);
    await call(SendMessage, {
      as: ann,
      ...of(direct),
      body: { type: 'slip', pickId: pickId as PickId, clientMessageId: randomUUID() },
    });
    const posted = await cleos.next('the slip', (one) => one.type === 'entry' && one.data.conversationId === direct);
    expect(posted).toMatchObject({ data: { entry: { type: 'slip', pick: { id: pickId, status: 'settled' } } } });
    const { entries } = await read(cleo, direct);
    expect((posted as { data: { entry: object } }).data.entry).toEqual(entries.at(-1));
  });
});
