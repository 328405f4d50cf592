import { expect, it } from 'vitest';
import { blockedHashEntity } from './blocked-hash.entity.ts';
import { mediaEntity } from './media.entity.ts';
import { attachedPart, bytesPart, detachedPart, newMediaPart, refusedPart, removedPart, threatPart } from './media.store.ts';
import { uploadDayEntity } from './upload-day.entity.ts';

const [mediaId, userId] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002'];
const now = new Date('2026-11-23T12:00:00.000Z');

it('keeps its keys', () => {
  expect(mediaEntity().get({ mediaId }).params()).toMatchSnapshot('upload');
  expect(mediaEntity().query.byUser({ userId }).params()).toMatchSnapshot('uploads of a person');
  expect(uploadDayEntity().get({ userId, day: '2026-11-23' }).params()).toMatchSnapshot('day');
  expect(blockedHashEntity().get({ kind: 'bits.3', hash: 'a0' }).params()).toMatchSnapshot('blocked hash');
});

it('keeps its conditions', () => {
  const media = { mediaId, userId, purpose: 'proof', contentType: 'image/png', bytes: 7, sentSha256: 'ab' } as const;
  expect(newMediaPart(media, now).params()).toMatchSnapshot('announced');
  expect(bytesPart(userId, 7, now).params()).toMatchSnapshot('bytes of a day');
  expect(threatPart(userId, now).params()).toMatchSnapshot('threat');
  expect(refusedPart(mediaId, 'e', { reason: 'MALWARE', threat: 'x' }, now).params()).toMatchSnapshot('refused');
  const sealed = { place: 2, version: 'v' };
  expect(attachedPart({ mediaId, state: 'ready' }, 'pick', now, { sealed, alt: 'A slip.' }).params()).toMatchSnapshot('attached');
  expect(detachedPart(mediaId, 'avatar', now).params()).toMatchSnapshot('detached');
  expect(removedPart(mediaId, now.toISOString()).params()).toMatchSnapshot('removed');
  expect(removedPart(mediaId, null).params()).toMatchSnapshot('shown again');
});
