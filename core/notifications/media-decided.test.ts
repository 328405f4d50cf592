import { expect, it } from 'vitest';
import type { StoredMedia } from '#core/media';
import { mediaDecision } from './media-decided.projection.ts';
import { notificationOf } from './notification-of.ts';

const now = new Date('2026-11-23T18:00:00.000Z');
const [ann, mediaId] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002'];
type Part = Partial<StoredMedia>;
const media = (part: Part): StoredMedia => ({
  mediaId,
  userId: ann,
  purpose: 'proof',
  contentType: 'image/jpeg',
  bytes: 1,
  sentSha256: '',
  createdAt: now.toISOString(),
  state: 'processing',
  ...part,
});
const told = (before: Part | null, after: Part | null) => {
  const one = mediaDecision({ before: before && media(before), after: after && media(after) });
  return one && [one.userId, notificationOf(one.body, now)];
};

it('an upload that is ready, or refused, is told once to the person who sent it', () => {
  expect(told({}, { state: 'ready' })).toEqual([
    ann,
    { type: 'media.ready', id: `${mediaId}.ready`, at: now.toISOString(), data: { mediaId, purpose: 'proof' } },
  ]);
  expect(told({}, { state: 'refused', reason: 'MALWARE', threat: 'x' })).toEqual([
    ann,
    {
      type: 'media.refused',
      id: `${mediaId}.refused`,
      at: now.toISOString(),
      data: { mediaId, purpose: 'proof', reason: 'MALWARE' },
    },
  ]);
});

it('an upload that a moderator removed is told with the reason', () => {
  expect(told({ state: 'ready' }, { state: 'ready', removedAt: now.toISOString() })).toMatchObject([
    ann,
    { type: 'media.refused', data: { mediaId, reason: 'BLOCKED' } },
  ]);
  expect(told({ state: 'ready', removedAt: now.toISOString() }, { state: 'ready' })).toBeNull();
});

it.each([
  ['its announcement', null, { state: 'awaiting' }],
  ['its arrival', { state: 'awaiting' }, {}],
  ['that it was attached', { state: 'ready' }, { state: 'ready', attachedTo: 'avatar' }],
  ['that its row expired', { state: 'ready' }, null],
] as const)('%s is not told', (_, before, after) => {
  expect(told(before, after)).toBeNull();
});
