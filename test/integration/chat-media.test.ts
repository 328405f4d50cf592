import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { User } from '#actor';
import { blockUser } from '#core/graph';
import {
  attachChatMedia,
  attachedPart,
  chatMediaView,
  detachedPart,
  groupPictureUrls,
  placeGroupPicture,
  seeMedia,
} from '#core/media';
import { addMember, deleteMessage } from '#core/messaging';
import { MEDIA_READERS } from '#core/moderation';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import type { ConversationId, MediaId, MessageId } from '#schemas/common';
import { type MediaPurpose, PresignUpload, PURPOSES } from '#schemas/media';
import { getMedia } from '../../core/media/get-media.ts';
import { keysUnder } from '../../core/media/storage.ts';
import { recording } from '../../core/media/testdata/recordings.ts';
import { newBuckets } from '../support/buckets.ts';
import { befriend, directOf, groupOf, say } from '../support/make/conversations.ts';
import { bettor } from '../support/make/users.ts';
import { dropMessages } from '../support/sent-messages.ts';
import { announce, followMedia, pictureOf, sent, sha256Of, uploaded, uploadOf } from '../support/uploads.ts';

const now = new Date();
const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
let people = 0;
const person = () => bettor(`m${Date.now().toString(36)}${people++}x`, now);
let ann: User;
let ben: User;
let cyd: User;
let group: ConversationId;
let picture: Buffer;
beforeAll(async () => {
  await newBuckets();
  dropMessages();
  [ann, ben, cyd] = [await person(), await person(), await person()];
  group = (await groupOf(ann, [ben], now)).id;
  picture = await pictureOf();
});

const image = (by = ann, to = group): Promise<MediaId> => uploaded(by, picture, now, 'chat_image', to);
const attach = (mediaId: MediaId, clientMessageId: string, by = ann, conversationId = group) =>
  attachChatMedia(by, mediaId, { conversationId, purpose: 'chat_image', clientMessageId }, now);
const sees = (viewer: User, mediaId: MediaId) => seeMedia(viewer, mediaId, MEDIA_READERS, now);
const objects = (mediaId: MediaId, to = group) => keysUnder(process.env.MEDIA_BUCKET ?? '', `chat-media/images/${to}/${mediaId}`);
const bytesAt = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());

/** A message that was sent with an upload. */
async function sentWith(mediaId: MediaId): Promise<{ messageId: MessageId; clientMessageId: string }> {
  const clientMessageId = randomUUID();
  await attach(mediaId, clientMessageId);
  const { id } = await say(ann, group, 'Look.', now, { clientMessageId });
  return { messageId: id as MessageId, clientMessageId };
}

it('an upload to a conversation is announced by its members alone', async () => {
  const body = { ...uploadOf(picture, 'chat_image'), conversationId: group };
  await expect(announce(ben, body, now)).resolves.toBeDefined();
  await expect(announce(cyd, body, now)).rejects.toEqual(expect.objectContaining({ code: 'NOT_FOUND' }));
  await expect(announce(ann, { ...body, conversationId: newId<ConversationId>(now) }, now)).rejects.toEqual(
    expect.objectContaining({ code: 'NOT_FOUND' }),
  );
  const banned: User = { ...ben, bans: { messaging: '9999-12-31T00:00:00.000Z' } };
  await expect(announce(banned, body, now)).rejects.toEqual(refusal('BANNED', { scope: 'messaging' }));
});

it('an upload to somebody who has blocked the sender is not announced', async () => {
  const [dan, eve] = [await person(), await person()];
  const { id: conversationId } = await directOf(dan, eve.userId, now);
  const body = { ...uploadOf(picture, 'chat_image'), conversationId };
  await announce(dan, body, now);
  await blockUser(eve, dan.userId, now);
  await expect(announce(dan, body, now)).rejects.toEqual(expect.objectContaining({ code: 'MESSAGE_NOT_ALLOWED' }));
});

it('the conversation goes with an upload to one, and with no other', () => {
  const body = uploadOf(picture);
  const problems = (given: object) => PresignUpload.body.safeParse(given).error?.issues.map(({ path }) => path.join('.'));
  expect(problems({ ...body, purpose: 'chat_image' })).toEqual(['conversationId']);
  expect(problems({ ...body, conversationId: group })).toEqual(['conversationId']);
  expect(problems({ ...body, purpose: 'chat_image', conversationId: group })).toBeUndefined();
  expect(problems({ ...body, purpose: 'chat_file', conversationId: group })).toEqual(['contentType', 'name']);
  expect(problems({ ...body, name: 'a.txt' })).toEqual(['name']);
});

it.each(Object.entries(PURPOSES))('an upload of one byte too many is refused: %s', (purpose, { bytes }) => {
  const conversationId = purpose.startsWith('chat_') ? { conversationId: group } : {};
  const of = (size: number) =>
    PresignUpload.body.safeParse({ ...uploadOf(picture, purpose as MediaPurpose), bytes: size, ...conversationId });
  expect(of(bytes).success).toBe(true);
  expect(of(bytes + 1).error?.issues.map(({ path }) => path)).toContainEqual(['bytes']);
  expect(of(0).success).toBe(false);
});

it('sixty uploads an hour go to conversations, and twenty elsewhere', async () => {
  const dan = await person();
  const { id } = await groupOf(dan, [ben], now);
  const tally = async (count: number, body: Parameters<typeof announce>[1]) =>
    (await Promise.allSettled(Array.from({ length: count }, () => announce(dan, body, now)))).filter(
      ({ status }) => status === 'fulfilled',
    ).length;
  expect(await tally(22, uploadOf(picture))).toBe(20);
  expect(await tally(62, { ...uploadOf(picture, 'chat_image'), conversationId: id })).toBe(60);
  await expect(announce(dan, uploadOf(picture), now)).rejects.toEqual(
    refusal('RATE_LIMITED', { retryAfter: expect.any(Number) }),
  );
});

it('a picture that was sent hangs on one message, once, and only where it was sent to', async () => {
  const mediaId = await image();
  const [first, second] = [randomUUID(), randomUUID()];
  const other = (await groupOf(ann, [ben], now)).id;
  await expect(attach(mediaId, first, ben)).rejects.toEqual(refusal('NOT_FOUND', { field: 'mediaId' }));
  await expect(attach(mediaId, first, ann, other)).rejects.toEqual(refusal('NOT_FOUND', { field: 'mediaId' }));
  const all = await Promise.allSettled([first, first, second, first].map((id) => attach(mediaId, id)));
  const held = all.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  expect([1, 3]).toContain(held.length);
  for (const kept of held) expect(kept).toMatchObject({ mediaId, purpose: 'chat_image', width: 320, height: 200 });
  const processing = await sent(ann, picture, now, 'chat_image', group);
  await expect(attach(processing, first)).rejects.toEqual(refusal('CONFLICT', { state: 'awaiting' }));
});

it('a picture that was sent lies below its conversation, and opens by addresses for five minutes', async () => {
  const mediaId = await image();
  const kept = await attach(mediaId, randomUUID());
  await followMedia(now);
  const name = `chat-media/images/${group}/${mediaId}`;
  expect(await objects(mediaId)).toEqual([`${name}.1024.webp`, `${name}.256.webp`, `${name}.96.webp`, `${name}.webp`]);
  const view = chatMediaView(group, kept, now);
  expect(view).toMatchObject({ kind: 'image', mediaId, width: 320, height: 200 });
  if (view.kind !== 'image') throw new Error(view.kind);
  const { urls } = view;
  expect(urls.expiresAt).toBe(new Date(now.getTime() + 300_000).toISOString());
  expect(sha256Of(await bytesAt(urls.full))).toBe((await getMedia(ann, mediaId, now)).sha256);
});

it('what was sent is seen by the members in whose span its message stands, until it is deleted', async () => {
  const mediaId = await image();
  expect((await sees(ann, mediaId)).sentSha256).toBe(sha256Of(picture));
  await expect(sees(ben, mediaId)).rejects.toEqual(refusal('NOT_FOUND', { field: 'mediaId' }));
  const { messageId, clientMessageId } = await sentWith(mediaId);
  expect(await sees(ben, mediaId)).toMatchObject({ state: 'ready', sentSha256: null, urls: { jpeg: null } });
  await befriend(ann, [cyd], now);
  await addMember(ann, group, cyd.userId, now);
  for (const stranger of [cyd, await person()])
    await expect(sees(stranger, mediaId)).rejects.toEqual(refusal('NOT_FOUND', { field: 'mediaId' }));
  await deleteMessage(ann, messageId, now);
  await expect(sees(ben, mediaId)).rejects.toEqual(refusal('NOT_FOUND', { field: 'mediaId' }));
  expect((await transact({ media: detachedPart(mediaId, clientMessageId, now) })).size).toBe(0);
  await followMedia(now);
  expect(await objects(mediaId)).toEqual([]);
  await expect(sees(ann, mediaId)).rejects.toEqual(refusal('NOT_FOUND', { field: 'mediaId' }));
});

it('a file is downloaded under its name, from an address for five minutes', async () => {
  const bytes = Buffer.from('team;line\nKöln;-3,5\n');
  const mediaId = await uploaded(ann, bytes, now, 'chat_file', group);
  expect(await getMedia(ann, mediaId, now)).toMatchObject({ state: 'ready', sha256: sha256Of(bytes), urls: null, width: null });
  const to = { conversationId: group, purpose: 'chat_file', clientMessageId: randomUUID() } as const;
  const view = chatMediaView(group, await attachChatMedia(ann, mediaId, to, now), now);
  expect(view).toMatchObject({ kind: 'file', contentType: 'text/csv', name: 'Ann’s picks, week 1.csv', bytes: bytes.length });
  const { url, expiresAt } = view.kind === 'file' ? view.file : { url: '', expiresAt: '' };
  expect(expiresAt).toBe(new Date(now.getTime() + 300_000).toISOString());
  expect(new URL(url).pathname).toContain(`chat-media/files/${group}/${mediaId}.csv`);
  const { headers } = await fetch(url);
  expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Ann%E2%80%99s%20picks%2C%20week%201.csv");
  expect(headers.get('content-type')).toBe('text/csv');
});

it('a recording has its length, and is refused with the reason', async () => {
  const mediaId = await uploaded(ann, await recording('ogg', 3), now, 'chat_voice', group);
  expect(await getMedia(ann, mediaId, now)).toMatchObject({ state: 'ready', durationMs: 2_994, urls: null });
  const to = { conversationId: group, purpose: 'chat_voice', clientMessageId: randomUUID() } as const;
  const view = chatMediaView(group, await attachChatMedia(ann, mediaId, to, now), now);
  expect(view).toMatchObject({ kind: 'voice', contentType: 'audio/ogg', durationMs: 2_994 });
  const { url } = view.kind === 'voice' ? view.file : { url: '' };
  expect(new URL(url).pathname).toContain(`chat-media/voice/${group}/${mediaId}.ogg`);
  expect(sha256Of(await bytesAt(url))).toBe((await getMedia(ann, mediaId, now)).sha256);
  const refused = await uploaded(ann, Buffer.from('MZ'.repeat(3).slice(1)), now, 'chat_voice', group);
  expect(await getMedia(ann, refused, now)).toMatchObject({ state: 'refused', reason: 'NOT_WHAT_IT_SAYS', file: null });
});

it('an upload that hangs on a message that was never written is nobody else’s', async () => {
  const mediaId = await image();
  await attach(mediaId, randomUUID());
  await expect(sees(ben, mediaId)).rejects.toEqual(refusal('NOT_FOUND', { field: 'mediaId' }));
});

it('the picture of a group waits, lies in its conversation before it is shown there, and is seen by its members', async () => {
  const mediaId = await uploaded(ann, picture, now, 'group_picture');
  expect(await objects(mediaId)).toEqual([]);
  for (let repeat = 0; repeat < 2; repeat++) {
    const media = await placeGroupPicture(ann, mediaId, group, now);
    if (media.attachedTo === undefined) await transact({ media: attachedPart(media, group, now) });
  }
  await followMedia(now);
  expect(sha256Of(await bytesAt(groupPictureUrls(group, mediaId, now).full))).toBe((await getMedia(ann, mediaId, now)).sha256);
  expect(await sees(ben, mediaId)).toMatchObject({ purpose: 'group_picture', state: 'ready' });
  await expect(sees(await person(), mediaId)).rejects.toEqual(refusal('NOT_FOUND'));
  const other = (await groupOf(ann, [ben], now)).id;
  await expect(placeGroupPicture(ann, mediaId, other, now)).rejects.toEqual(refusal('CONFLICT', { field: 'mediaId' }));
  await transact({ media: detachedPart(mediaId, group, now) });
  await followMedia(now);
  expect(await objects(mediaId)).toEqual([]);
});
