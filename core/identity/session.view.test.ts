import { expect, it } from 'vitest';
import type { Session } from './session.store.ts';
import { sessionView } from './session.view.ts';

const session: Session = {
  userId: '0190a000-0000-7000-8000-000000000001',
  sessionId: '0190a000-0000-7000-8000-000000000002',
  generation: 3,
  rotatedAt: Date.parse('2026-11-23T14:00:00.000Z'),
  sealed: 'sealed',
  origin: 'the phone',
  createdAt: '2026-11-23T12:00:00.000Z',
  expiresAt: Date.parse('2026-11-30T12:00:00.000Z') / 1000,
};

it('shows when a session began and was refreshed, and nothing that opens anything', () => {
  expect(sessionView(session, 'the phone')).toEqual({
    id: '0190a000-0000-7000-8000-000000000002',
    createdAt: '2026-11-23T12:00:00.000Z',
    lastUsedAt: '2026-11-23T14:00:00.000Z',
    current: true,
    device: null,
    region: null,
  });
});

it.each(['the tablet', ''])('is not the current one of a token from %j', (origin) => {
  expect(sessionView(session, origin).current).toBe(false);
});
