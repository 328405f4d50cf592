import { randomUUID } from 'node:crypto';
import type { CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { User } from '#actor';
import { attachChatMedia, chatMediaView, mediaUpkeep, seeMedia, setAvatar } from '#core/media';
import { decideReport, listReports, MEDIA_READERS, moderationUpkeep, reportSubject } from '#core/moderation';
import { addProof, getPick, pickUpkeep, placePick } from '#core/picks';
import { loadUser } from '#core/users';
import type { ConversationId, MediaId } from '#schemas/common';
import type { CaseAction } from '#schemas/moderation';
import { PlacePick } from '#schemas/picks';
import { cloudFront } from '../../core/media/edge.ts';
import { getMedia } from '../../core/media/get-media.ts';
import { pictureJudge } from '../../core/media/picture-judge.ts';
import { keysUnder, s3 } from '../../core/media/storage.ts';
import { eicar } from '../../core/media/testdata/corpus.ts';
import { openCaseIdOf } from '../../core/moderation/case.store.ts';
import { reportThreats } from '../../core/moderation/threats.projection.ts';
import { standingFacts } from '../../core/notifications/standing-facts.ts';
import { newBuckets } from '../support/buckets.ts';
import { groupOf, say } from '../support/make/conversations.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { bettor } from '../support/make/users.ts';
import { dropMessages } from '../support/sent-messages.ts';
import { followMedia, uploaded } from '../support/uploads.ts';

const now = new Date();
const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
let people = 0;
const person = () => bettor(`r${Date.now().toString(36)}${people++}x`, now);
let ann: User;
let ben: User;
let moderator: User;
const forgotten: string[] = [];

beforeAll(async () => {
  await newBuckets();
  dropMessages();
  [ben, moderator] = [await person(), { ...(await person()), role: 'moderator' }];
});
beforeEach(async () => {
  ann = await person();
  forgotten.length = 0;
  process.env.EDGE_ID = 'E1';
  const send = async ({ input }: CreateInvalidationCommand) =>
    void forgotten.push(...(input.InvalidationBatch?.Paths?.Items ?? []).map((path) => path.replaceAll(ann.userId, 'ann')));
  cloudFront.inject({ send } as never);
});
afterEach(() => {
  process.env.EDGE_ID = 'none';
  cloudFront.inject(undefined);
  pictureJudge.inject(undefined);
});

/** A picture of rings; another seed is another picture. */
const photo = (seed: number) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360"><rect width="480" height="360" fill="hsl(${seed * 47},50%,30%)"/>${Array.from(
        { length: 7 },
        (_, i) =>
          `<circle cx="${(i * 197 * (seed + 3)) % 480}" cy="${(i * 131 * (seed + 5)) % 360}" r="${30 + ((i * seed * 37) % 60)}" fill="hsl(${i * 50},70%,${30 + ((i * seed * 29) % 50)}%)"/>`,
      ).join('')}</svg>`,
    ),
  );
const png = (seed: number) => photo(seed).png().toBuffer();
const report = (by: User, id: MediaId) => reportSubject(by, { subject: { type: 'media', id }, reason: 'sexual' }, now);
const caseOf = async (id: MediaId, status: 'open' | 'decided' = 'open') =>
  (await listReports(moderator, { status, limit: 100, cursor: undefined } as never, now)).items.find(
    ({ subject }) => subject.id === id,
  );
async function decide(id: MediaId, action: CaseAction): Promise<void> {
  const one = (await caseOf(id)) ?? (await caseOf(id, 'decided'));
  await decideReport(moderator, one?.id ?? '', { action, reason: 'Not here.' } as never, now);
  await followMedia(now);
}
const remove = async (id: MediaId) => {
  await report(ben, id);
  await decide(id, 'hide');
};
const objects = async (prefix: string) =>
  (await keysUnder(process.env.MEDIA_BUCKET ?? '', prefix)).map((key) => key.replaceAll(ann.userId, 'ann'));
const stateOf = async (of: User, id: MediaId) => {
  const { state, reason, urls } = await getMedia(of, id, now);
  return [state, reason, urls === null];
};
const audited = async () => [
  ...(await mediaUpkeep.audit([ann.userId], now)),
  ...(await moderationUpkeep.audit([ann.userId], now)),
];

it('a picture beside a name that a moderator removes is gone, at the edge too, and a sealed copy is kept', async () => {
  const mediaId = await uploaded(ann, await png(1), now);
  await setAvatar(ann, { mediaId }, now);
  await followMedia(now);
  await remove(mediaId);
  expect(await objects(`profile-images/originals/${ann.userId}`)).toEqual([]);
  expect(await objects(`profile-images/thumbnails/${ann.userId}`)).toEqual([]);
  expect(await objects(`sealed/profile-images/originals/${ann.userId}`)).toEqual([
    `sealed/profile-images/originals/ann/${mediaId}.webp`,
  ]);
  expect((await loadUser(ann.userId))?.avatarId).toBeUndefined();
  expect(forgotten).toEqual(expect.arrayContaining([`/thumbnails/ann/${mediaId}*`, `/originals/ann/${mediaId}*`]));
  await expect(seeMedia(ben, mediaId, MEDIA_READERS, now)).rejects.toEqual(refusal('NOT_FOUND'));
  expect(await stateOf(ann, mediaId)).toEqual(['refused', 'BLOCKED', true]);
  expect(await audited()).toEqual([]);
});

it('what was removed is refused again, in the same bytes and in others that look the same, until it is shown again', async () => {
  const mediaId = await uploaded(ann, await png(2), now);
  await setAvatar(ann, { mediaId }, now);
  await remove(mediaId);
  const again = [
    await png(2),
    await photo(2).jpeg({ quality: 40 }).toBuffer(),
    await photo(2).resize(240).webp({ quality: 50 }).toBuffer(),
  ];
  for (const bytes of again) expect(await stateOf(ben, await uploaded(ben, bytes, now))).toEqual(['refused', 'BLOCKED', true]);
  expect(await stateOf(ben, await uploaded(ben, await png(3), now))).toEqual(['ready', null, false]);
  await decide(mediaId, 'restore');
  for (const bytes of again) expect((await stateOf(ben, await uploaded(ben, bytes, now)))[0]).toBe('ready');
  expect(await audited()).toEqual([]);
});

it('a proof that is removed stays under its lock, sealed, proves nothing, and proves again when it is shown again', async () => {
  const game = await storedGame('nfl', new Date(now.getTime() + 3_600_000), { seenAt: new Date(now.getTime() - 3_600_000) });
  const { id: pickId } = await placePick(ann, PlacePick.body.parse(singleBody(game)), undefined, now);
  const mediaId = await uploaded(ann, await png(4), now, 'proof');
  const { sha256 } = await getMedia(ann, mediaId, now);
  await addProof(ann, pickId, { mediaId }, now);
  await remove(mediaId);
  const tags = async () =>
    (
      await s3().send(
        new GetObjectTaggingCommand({
          Bucket: process.env.PROOF_BUCKET,
          Key: `betting-slips/${ann.userId}/${pickId}/proof.webp`,
        }),
      )
    ).TagSet;
  expect(await tags()).toEqual([{ Key: 'state', Value: 'sealed' }]);
  expect(await getPick(ann, pickId, now)).toMatchObject({
    verified: false,
    proof: [{ mediaId, state: 'refused', reason: 'BLOCKED', sha256, urls: null }],
  });
  expect(forgotten).toEqual([`/betting-slips/ann/${pickId}/proof.*`]);
  expect(await stateOf(ben, await uploaded(ben, await png(4), now, 'proof'))).toEqual(['refused', 'BLOCKED', true]);
  // Slips of one book look the same.
  const alike = await photo(4).jpeg().toBuffer();
  expect((await stateOf(ben, await uploaded(ben, alike, now, 'proof')))[0]).toBe('ready');
  expect(await pickUpkeep.audit([pickId], now)).toEqual([]);
  await decide(mediaId, 'restore');
  expect(await tags()).toEqual([]);
  expect(await getPick(ann, pickId, now)).toMatchObject({ verified: true, proof: [{ state: 'ready', reason: null }] });
  expect(await pickUpkeep.audit([pickId], now)).toEqual([]);
});

it('what was sent to a conversation is reported by those who see it, removed, and shown again', async () => {
  const group: ConversationId = (await groupOf(ann, [ben], now)).id;
  const mediaId = await uploaded(ann, await png(5), now, 'chat_image', group);
  const clientMessageId = randomUUID();
  const kept = await attachChatMedia(ann, mediaId, { conversationId: group, purpose: 'chat_image', clientMessageId }, now);
  await say(ann, group, 'Look.', now, { clientMessageId });
  await expect(report(await person(), mediaId)).rejects.toEqual(refusal('NOT_FOUND'));
  await expect(report(ann, mediaId)).rejects.toEqual(refusal('INVALID_INPUT', { field: 'subject' }));
  await report(ben, mediaId);
  const one = await caseOf(mediaId);
  expect((await fetch(one?.media?.urls?.full ?? '')).status).toBe(200);
  const view = chatMediaView(group, kept, now);
  const shown = async () => (await fetch(view.kind === 'image' ? view.urls.full : '')).status;
  expect(await shown()).toBe(200);
  const told = async () => {
    const facts = [{ by: mediaId, mark: '00000000' }];
    const named = { userId: ann.userId, kind: 'content-hidden', subject: `media#${mediaId}`, facts } as const;
    return (await standingFacts({ ...named, facts: [...facts] }, now)).map(({ stands }) => stands);
  };
  expect(await told()).toEqual([false]);
  await decide(mediaId, 'hide');
  expect(await told()).toEqual([true]);
  expect([await shown(), (await caseOf(mediaId, 'decided'))?.media]).toEqual([404, null]);
  await decide(mediaId, 'restore');
  expect(await shown()).toBe(200);
  expect(await audited()).toEqual([]);
});

it('a picture that the judge refuses is refused', async () => {
  pictureJudge.inject({ judge: async (webp) => ((await sharp(webp).metadata()).width === 480 ? 'refused' : 'taken') });
  expect(await stateOf(ann, await uploaded(ann, await png(6), now))).toEqual(['refused', 'BLOCKED', true]);
  expect((await stateOf(ann, await uploaded(ann, await photo(7).resize(300).png().toBuffer(), now)))[0]).toBe('ready');
});

it('three uploads with a threat on a day open a case about the account, once', async () => {
  const threats: MediaId[] = [];
  for (let i = 0; i < 3; i++) threats.push(await uploaded(ann, eicar(), now));
  for (const mediaId of threats.flatMap((one) => [one, one]))
    await reportThreats({ userId: ann.userId, mediaId, decidedAt: now.toISOString(), threat: 'EICAR' }, now);
  const { items } = await listReports(moderator, { status: 'open', limit: 100, cursor: undefined } as never, now);
  const about = items.filter(({ subject }) => subject.id === ann.userId);
  expect(about).toMatchObject([{ subject: { type: 'user' }, reporters: 3, reasons: [{ reason: 'illegal', count: 3 }] }]);
  expect(about[0]?.notes[0]?.note).toContain('EICAR');
  const other = await person();
  await reportThreats({ userId: other.userId, mediaId: await uploaded(other, eicar(), now), decidedAt: now.toISOString() }, now);
  expect(await openCaseIdOf({ type: 'user', id: other.userId })).toBeNull();
  expect(await audited()).toEqual([]);
});
