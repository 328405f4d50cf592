/**
 * The end of quiet hours: each quarter of an hour tells what was held until it. The job looks at the quarters of two hours, so that one that
 * did not run is made up for; who is told twice had nothing new in between, and what was told is replaced by its repeat.
 */
import type { System } from '#actor';
import type { UserId } from '#schemas/common';
import { sendLater } from './delivery.ts';
import { forgetHeld, heldUntil } from './quiet-end.store.ts';
import { QUARTER } from './quiet-rules.ts';

/** Quarters that one run looks at. */
const QUARTERS = 8;

/** Sends a message for each user whose quiet hours have ended. 8 queries, and 1 WRU for each user. */
export async function endQuietHours(_actor: System, now: Date): Promise<{ users: number }> {
  let users = 0;
  const last = Math.floor(now.getTime() / QUARTER) * QUARTER;
  for (let i = 0; i < QUARTERS; i++) {
    const held = await heldUntil(new Date(last - i * QUARTER));
    if (held.length === 0) continue;
    await sendLater(held.map(({ userId, since }) => ({ task: 'tell-held', userId: userId as UserId, since })));
    await forgetHeld(held);
    users += held.length;
  }
  return { users };
}
