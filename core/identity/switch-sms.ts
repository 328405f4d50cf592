import type { System } from '#actor';
import { setTexts } from './sms-switch.store.ts';

/**
 * Switches text messages off for the whole environment, or on again: from the next request for a code on, and for codes that wait in the
 * queue. A user with an e-mail address too signs in by that. 1 WRU.
 */
export async function switchSms(_actor: System, { on, reason }: { readonly on: boolean; readonly reason: string }, now: Date) {
  await setTexts(on, reason, now);
  return { on };
}
