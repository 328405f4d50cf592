import { describe, expect, it } from 'vitest';
import type { StoredOutcome } from '#core/picks';
import { Notification } from '#schemas/messages';
import { type OutcomeStep, storedOutcomes } from '../../test/support/make/stored-picks.ts';
import { settledNotification } from './pick-settled.projection.ts';

const SETTLED = '2026-09-13T20:00:00.000Z';
/** open (never settled) -> lost by its first leg -> opened again by a correction -> won. */
const STORY: OutcomeStep[] = [
  { result: 'open' },
  { result: 'loss', profit: -1_000_000, settledAt: SETTLED },
  { result: 'open', settledAt: SETTLED },
  { result: 'win', profit: 3_000_000, settledAt: SETTLED },
];

describe('the notification of an outcome', () => {
  const notified = (...story: OutcomeStep[]) => settledNotification(storedOutcomes(story).at(-1) as StoredOutcome)?.data ?? null;
  const [open, loss, reopened, won] = STORY as [OutcomeStep, OutcomeStep, OutcomeStep, OutcomeStep];

  it('is sent for a decision, its fall, and the next one, in the shape that sockets are promised', () => {
    expect([notified(open), notified(open, loss), notified(open, loss, reopened), notified(...STORY)]).toMatchObject([
      null,
      { version: 2, result: 'loss', profitUnits: '-1.000000', settledAt: SETTLED, corrected: false },
      { version: 3, result: 'open', profitUnits: '0.000000', settledAt: SETTLED, corrected: true },
      { version: 4, result: 'win', profitUnits: '3.000000', settledAt: SETTLED, corrected: false },
    ]);
    expect(notified(loss, won)).toMatchObject({ corrected: true });
    const pushed = settledNotification({ ...(storedOutcomes(STORY).at(-1) as StoredOutcome), reason: 'LATE' });
    expect(Notification.parse({ ...pushed, id: '1', at: SETTLED })).toMatchObject({ data: { reason: 'LATE', review: null } });
  });
  it('is not sent for what decides nothing', () => {
    expect(notified(open, open)).toBeNull();
    expect(notified({ result: 'ungradeable', review: 'NO_SCORE' })).toBeNull();
    expect(notified(loss, reopened, { ...reopened, result: 'ungradeable', review: 'NO_SCORE' })).toBeNull();
  });
  it('is not sent for a correction that leaves the pick as it was', () => {
    expect(notified(won, { ...won, clv: 1 })).toBeNull();
  });
  it('is sent for a review of what was decided, while that counts or not', () => {
    expect(notified(won, { ...won, review: 'CONTRADICTION' })).toMatchObject({
      result: 'win',
      review: 'CONTRADICTION',
      corrected: true,
    });
    expect(notified(won, { result: 'ungradeable', settledAt: SETTLED, review: 'NO_SCORE' })).toMatchObject({
      result: 'ungradeable',
      profitUnits: '0.000000',
      corrected: true,
    });
  });
});
