import { countCaller } from '#core/limits';
import { env } from '#platform/env';
import type { Channel } from '#schemas/users';
import { blockOf } from './sms-rules.ts';

const HOUR = 3_600;

/** The most messages an hour of the whole environment, by channel, and of text messages to one block of numbers (lib/environments.ts). */
export type SendBudget = Readonly<Record<Channel | 'smsPerBlock', number>>;

/** The countries whose numbers codes are texted to (ISO 3166; SNS has a list too), and the US dollars of a month at which an alarm sounds. */
export interface SmsBounds {
  readonly smsCountries: readonly string[];
  readonly smsDollars: number;
}

/**
 * Counts a message that is about to be sent, of all that the environment sends by its channel in an hour of the clock, and a text message before that
 * of those to its block of numbers, so that one block cannot use up the budget of all. It is counted where messages are sent, by few
 * consumers: at the door one row would count every caller. 1 WRU, 2 for a text message.
 * @param address normalised
 * @returns false over a budget
 */
export async function withinBudget(channel: Channel, address: string, now: Date): Promise<boolean> {
  const budget = JSON.parse(env('SEND_BUDGET')) as SendBudget;
  if (channel === 'sms' && !(await countSent(`budget#sms#${blockOf(address)}`, budget.smsPerBlock, now))) return false;
  return countSent(`budget#${channel}`, budget[channel], now);
}

async function countSent(subject: string, calls: number, now: Date): Promise<boolean> {
  const { state } = await countCaller(subject, [{ subject, rule: 'sent', limit: { calls, seconds: HOUR } }], now);
  return state?.allowed ?? true;
}
