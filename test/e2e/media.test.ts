import { randomUUID } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { eicar } from '../../core/media/testdata/corpus.ts';
import { recording } from '../../core/media/testdata/recordings.ts';
import { DeleteMessage, SendMessage } from '../../schemas/chat-messages.ts';
import { AcceptContact, RequestContact } from '../../schemas/contacts.ts';
import { CreateConversation } from '../../schemas/conversations.ts';
import { ConfirmUpload, GetMedia, PresignUpload, RemoveAvatar, SetAvatar } from '../../schemas/media.ts';
import { GetPick, PlacePick } from '../../schemas/picks.ts';
import { AddProof } from '../../schemas/proofs.ts';
import { GetMe, GetUser } from '../../schemas/users.ts';
import { call, listen, type Person, send, signUp, until } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { games, isFootball } from '../support/matches.ts';
import { put, sha256Of } from '../support/uploads.ts';

let ann: Person;
beforeAll(async () => {
  ann = await signUp('Ann');
});

/** A photo as a phone takes it: with the place in its EXIF, and lying on its side. */
const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#c02840' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

/** Uploads bytes with a real PUT and waits until they are ready or refused. */
async function upload(bytes: Buffer, more: Partial<z.input<typeof PresignUpload.body>> = {}) {
  const announced = { purpose: 'avatar' as const, contentType: 'image/jpeg' as const, ...more };
  const body = { ...announced, bytes: bytes.length, sha256: sha256Of(bytes) };
  const ticket = await call(PresignUpload, { as: ann, body });
  expect(await put(ticket, bytes)).toBe(200);
  const { uploadId } = ticket;
  await call(ConfirmUpload, { as: ann, body: { uploadId } });
  const decided = await until('the upload to be decided', async () => {
    const media = await call(GetMedia, { as: ann, params: { mediaId: uploadId } });
    return media.state === 'ready' || media.state === 'refused' ? media : undefined;
  });
  return { ticket, media: decided };
}
const bytesAt = async (url = ''): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer());

describe('a picture beside a name', () => {
  it('is uploaded, written anew, shown to everybody, and taken away again', async () => {
    const bytes = await photo();
    await using socket = await listen(ann);
    const { ticket, media } = await upload(bytes);
    const { mediaId } = media;
    expect(await socket.next('the picture to be ready', ({ type }) => type === 'media.ready')).toMatchObject({
      id: `${mediaId}.ready`,
      data: { mediaId, purpose: 'avatar' },
    });
    expect(media).toMatchObject({ state: 'ready', width: 600, height: 900, sentSha256: sha256Of(bytes) });
    // The address still takes the same bytes, since the first ones are deleted: their arrival changes nothing.
    await put(ticket, bytes);
    const full = await bytesAt(media.urls?.full);
    expect(sha256Of(full)).toBe(media.sha256);
    expect((await sharp(full).metadata()).exif).toBeUndefined();

    await call(SetAvatar, { as: ann, body: { mediaId } });
    const { avatar } = await call(GetUser, { params: { user: ann.handle } });
    expect(await sharp(await bytesAt(avatar?.[96])).metadata()).toMatchObject({ format: 'webp', width: 96, height: 96 });
    await drain();
    expect(await call(GetMedia, { as: ann, params: { mediaId } })).toMatchObject({
      state: 'ready',
      sha256: media.sha256,
    });
    await call(RemoveAvatar, { as: ann });
    expect((await call(GetMe, { as: ann })).avatar).toBeNull();
    await drain();
    expect((await fetch(avatar?.[96] ?? '')).status).toBe(404);
  });

  it('is not that of somebody else, and needs a session', async () => {
    expect((await send('POST', '/api/v1/uploads/presigned', { body: {} })).status).toBe(401);
    expect((await send('GET', `/api/v1/media/${ann.userId}`, { as: ann })).status).toBe(404);
  });
});

describe('a slip as proof of a pick', () => {
  it('is shown with the pick to everybody, by the hash of its bytes, and nobody replaces or deletes them', async () => {
    const [match] = (await games(2)).filter(isFootball);
    const { id: pickId } = await call(PlacePick, { as: ann, body: singleBody(match?.event.id ?? '', { line: '-3.5' }) });
    const { media } = await upload(await photo(), { purpose: 'proof' });
    await call(AddProof, { as: ann, params: { pickId }, body: { mediaId: media.mediaId } });
    await call(AddProof, { as: ann, params: { pickId }, body: { url: 'https://share.fanduel.com/slip/1' } });

    const { proof, verified } = await call(GetPick, { params: { pickId } });
    expect(verified).toBe(true);
    expect(proof).toMatchObject([{ kind: 'picture', state: 'ready', sha256: media.sha256 }, { kind: 'link' }]);
    const url = proof[0]?.urls?.full ?? '';
    expect(url).toContain(`betting-slips/${ann.userId}/${pickId}/proof.webp`);
    expect(sha256Of(await bytesAt(url))).toBe(media.sha256);
    for (const method of ['PUT', 'DELETE']) expect((await fetch(url, { method })).status).toBe(403);
  });

  it('may be added while it is processed, and is verified when it is ready', async () => {
    const [match] = (await games(2)).filter(isFootball);
    const { id: pickId } = await call(PlacePick, { as: ann, body: singleBody(match?.event.id ?? '', { line: '-3.5' }) });
    const bytes = await photo();
    const body = { purpose: 'proof' as const, contentType: 'image/jpeg' as const, bytes: bytes.length, sha256: sha256Of(bytes) };
    const ticket = await call(PresignUpload, { as: ann, body });
    expect(await put(ticket, bytes)).toBe(200);
    await call(ConfirmUpload, { as: ann, body: { uploadId: ticket.uploadId } });
    await call(AddProof, { as: ann, params: { pickId }, body: { mediaId: ticket.uploadId } });
    const pick = await until('the proof to be verified', async () => {
      const shown = await call(GetPick, { params: { pickId } });
      return shown.verified ? shown : undefined;
    });
    expect(sha256Of(await bytesAt(pick.proof[0]?.urls?.full))).toBe(pick.proof[0]?.sha256);
  });
});

describe('what a conversation is sent', () => {
  it('is a picture, a recording and a file: written anew, open to members, and gone with its message', async () => {
    const [ben, cleo] = [await signUp('Ben'), await signUp('Cleo')];
    await call(RequestContact, { as: ann, body: { user: ben.handle } });
    await call(AcceptContact, { as: ben, params: { id: ann.userId } });
    const { id: conversationId } = await call(CreateConversation, { as: ann, body: { kind: 'direct', userId: ben.userId } });
    const document = await PDFDocument.create();
    document.addPage([200, 100]);
    document.setTitle('Of a private computer');
    const uploads = {
      image: [await photo(), { purpose: 'chat_image', contentType: 'image/jpeg', conversationId }],
      voice: [
        await recording('m4a', 2, { title: 'At home' }),
        { purpose: 'chat_voice', contentType: 'audio/mp4', conversationId },
      ],
      file: [
        Buffer.from(await document.save()),
        { purpose: 'chat_file', contentType: 'application/pdf', name: 'slip.pdf', conversationId },
      ],
    } as const;
    await using bens = await listen(ben);
    for (const [type, [bytes, announced]] of Object.entries(uploads)) {
      const { media } = await upload(bytes, announced);
      expect(media).toMatchObject({ state: 'ready', purpose: announced.purpose });
      const body = { clientMessageId: randomUUID(), type: type as keyof typeof uploads, mediaId: media.mediaId };
      const { id: messageId } = await call(SendMessage, { as: ann, params: { conversationId }, body });
      const told = await bens.next('the number of the message', (one) => one.type === 'entry' && one.id === messageId);
      expect(told).toMatchObject({ data: { entry: null } });
      const { urls, file } = await call(GetMedia, { as: ben, params: { mediaId: media.mediaId } });
      const url = urls?.full ?? file?.url ?? '';
      const opened = await fetch(url);
      const got = Buffer.from(await opened.arrayBuffer());
      expect(sha256Of(got)).toBe(media.sha256);
      for (const secret of ['Of a private computer', 'At home', 'GPS']) expect(got.includes(secret)).toBe(false);
      if (type === 'file') expect(opened.headers.get('content-disposition')).toMatch(/^attachment; .*slip\.pdf/);
      expect((await send('GET', `/api/v1/media/${media.mediaId}`, { as: cleo })).status).toBe(404);
      await call(DeleteMessage, { as: ann, params: { messageId } });
      await drain();
      expect((await send('GET', `/api/v1/media/${media.mediaId}`, { as: ben })).status).toBe(404);
      expect((await fetch(url)).status).toBe(404);
    }
  });
});

describe('a file with a virus', () => {
  it('is refused, and never readable', async () => {
    await using socket = await listen(ann);
    const { media } = await upload(eicar());
    expect(await socket.next('the refusal', ({ type }) => type === 'media.refused')).toMatchObject({
      data: { mediaId: media.mediaId, purpose: 'avatar', reason: 'MALWARE' },
    });
    expect(media).toMatchObject({ state: 'refused', reason: 'MALWARE', urls: null, sha256: null });
    await expect(call(SetAvatar, { as: ann, body: { mediaId: media.mediaId } })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
