import { countCaller } from '#core/limits';
import { env } from '#platform/env';
import type { Channel } from '#schemas/users';

const HOUR = 3_600;

/** The most messages an hour of the whole environment, by channel (lib/environments.ts). */
export type SendBudget = Readonly<Record<Channel, number>>;

/**
 * Counts a message that is about to be sent, of all that the environment sends by its channel in an hour of the clock. It is counted where
 * messages are sent, by few consumers: at the door one row would count every caller. 1 WRU.
 * @returns false over the budget
 */
export async function withinBudget(channel: Channel, now: Date): Promise<boolean> {
  const budget = JSON.parse(env('SEND_BUDGET')) as SendBudget;
  const subject = `budget#${channel}`;
  const { state } = await countCaller(
    subject,
    [{ subject, rule: 'sent', limit: { calls: budget[channel], seconds: HOUR } }],
    now,
  );
  return state?.allowed ?? true;
}
