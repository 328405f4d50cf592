import { beforeAll, expect, it } from 'vitest';
import type { User } from '#actor';
import { confirmUpload, mediaUpkeep, processMedia, removeAvatar, removedPart, setAvatar } from '#core/media';
import { addProof, getPick, pickUpkeep, placePick } from '#core/picks';
import { loadUser } from '#core/users';
import { transact } from '#data/transaction';
import type { EventId, MediaId, PickId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { getMedia } from '../../core/media/get-media.ts';
import { keysUnder } from '../../core/media/storage.ts';
import { recording } from '../../core/media/testdata/recordings.ts';
import { newBuckets } from '../support/buckets.ts';
import { deaths } from '../support/deaths.ts';
import { diesAt } from '../support/dies-at.ts';
import { groupOf } from '../support/make/conversations.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { bettor } from '../support/make/users.ts';
import { dropMessages } from '../support/sent-messages.ts';
import { arrivalOf, followMedia, pictureOf, sent, sha256Of, uploaded } from '../support/uploads.ts';

/** The clock on the wall: the emulator compares a signed address with it. */
const now = new Date();
let game: EventId;
let picture: Buffer;
let people = 0;

beforeAll(async () => {
  await newBuckets();
  dropMessages();
  game = await storedGame('nfl', new Date(now.getTime() + 3_600_000), { seenAt: new Date(now.getTime() - 3_600_000) });
  picture = await pictureOf();
});

interface Case {
  readonly name: string;
  /** @returns what dies, and what is true of it once it was asked for again and its records were read. */
  ready(ann: User): Promise<{ readonly act: () => Promise<unknown>; readonly whole: () => Promise<void> }>;
}

const stateOf = async (ann: User, mediaId: MediaId) => (await getMedia(ann, mediaId, now)).state;
const placed = async (ann: User): Promise<PickId> =>
  (await placePick(ann, PlacePick.body.parse(singleBody(game)), undefined, now)).id;

const CASES: readonly Case[] = [
  {
    name: 'an upload that is processed',
    async ready(ann) {
      const mediaId = await sent(ann, picture, now);
      const arrival = await arrivalOf(mediaId);
      return {
        act: () => processMedia(arrival, now),
        whole: async () => expect(await stateOf(ann, mediaId)).toBe('ready'),
      };
    },
  },
  {
    name: 'a recording that is processed, by two at once',
    async ready(ann) {
      const { id } = await groupOf(ann, [await bettor(`d${Date.now().toString(36)}${people++}x`, now)], now);
      const mediaId = await sent(ann, await recording('ogg', 1), now, 'chat_voice', id);
      const arrival = await arrivalOf(mediaId, 'chat_voice');
      return {
        act: async () => {
          await Promise.all([processMedia(arrival, now), processMedia(arrival, now)]);
        },
        whole: async () => {
          const { state, sha256, file } = await getMedia(ann, mediaId, now);
          const stored = Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer());
          expect([state, sha256]).toEqual(['ready', sha256Of(stored)]);
        },
      };
    },
  },
  {
    name: 'an upload that is confirmed',
    async ready(ann) {
      const mediaId = await sent(ann, picture, now);
      return {
        act: () => confirmUpload(ann, { uploadId: mediaId }, now),
        whole: async () => expect(await stateOf(ann, mediaId)).toBe('processing'),
      };
    },
  },
  {
    name: 'a picture that is put beside a name, instead of another',
    async ready(ann) {
      const [first, second] = [await uploaded(ann, picture, now), await uploaded(ann, picture, now)];
      await setAvatar(ann, { mediaId: first }, now);
      return {
        act: () => setAvatar(ann, { mediaId: second }, now),
        whole: async () => expect((await getMedia(ann, second, now)).urls?.[96]).toContain(second),
      };
    },
  },
  {
    name: 'a picture that is taken off a name',
    async ready(ann) {
      const mediaId = await uploaded(ann, picture, now);
      await setAvatar(ann, { mediaId }, now);
      await followMedia(now);
      return {
        act: async () => {
          await removeAvatar(ann, now);
          await processMedia({ task: 'retire', mediaId }, now);
        },
        whole: async () => {
          await expect(getMedia(ann, mediaId, now)).rejects.toMatchObject({ code: 'NOT_FOUND' });
        },
      };
    },
  },
  {
    name: 'a picture that a moderator removed',
    async ready(ann) {
      const mediaId = await uploaded(ann, picture, now);
      await setAvatar(ann, { mediaId }, now);
      await followMedia(now);
      await transact({ media: removedPart(mediaId, now.toISOString()) });
      return {
        act: () => processMedia({ task: 'remove', mediaId }, now),
        whole: async () => {
          expect((await loadUser(ann.userId))?.avatarId).toBeUndefined();
          expect(await keysUnder(process.env.MEDIA_BUCKET ?? '', `profile-images/originals/${ann.userId}`)).toEqual([]);
          expect(await keysUnder(process.env.MEDIA_BUCKET ?? '', `sealed/profile-images/originals/${ann.userId}`)).toHaveLength(
            1,
          );
          await transact({ media: removedPart(mediaId, null) });
          await processMedia({ task: 'restore', mediaId }, now);
          await followMedia(now);
        },
      };
    },
  },
  {
    name: 'a picture that is added to the proofs of a pick',
    async ready(ann) {
      const [mediaId, pickId] = [await uploaded(ann, picture, now, 'proof'), await placed(ann)];
      return {
        act: () => addProof(ann, pickId, { mediaId }, now),
        whole: async () => {
          const { proof, verified } = await getPick(ann, pickId, now);
          expect([proof.length, proof[0]?.mediaId, verified]).toEqual([1, mediaId, true]);
          expect(await pickUpkeep.audit([pickId], now)).toEqual([]);
        },
      };
    },
  },
  {
    name: 'a proof that was added early and is put under its lock',
    async ready(ann) {
      const [mediaId, pickId] = [await sent(ann, picture, now, 'proof'), await placed(ann)];
      await confirmUpload(ann, { uploadId: mediaId }, now);
      await addProof(ann, pickId, { mediaId }, now);
      await processMedia(await arrivalOf(mediaId, 'proof'), now);
      return {
        act: async () => {
          await processMedia({ task: 'keep', mediaId }, now);
        },
        whole: async () => {
          expect((await getPick(ann, pickId, now)).verified).toBe(true);
          expect(await pickUpkeep.audit([pickId], now)).toEqual([]);
        },
      };
    },
  },
];

it.each(CASES)('$name is whole when it is asked for again, at whichever call its process died', async ({ ready }) => {
  for (const k of deaths(8)) {
    const ann = await bettor(`c${Date.now().toString(36)}${people++}x`, now);
    const { act, whole } = await ready(ann);
    const died = await diesAt(k, act);
    await act();
    await followMedia(now);
    await whole();
    expect([k, await mediaUpkeep.audit([ann.userId], now)]).toEqual([k, []]);
    if (!died) break;
  }
});
