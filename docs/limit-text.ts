import { type Limit, YOUNG_SECONDS } from '../schemas/contract.ts';

const UNITS: Readonly<Record<number, string>> = { 60: 'a minute', 3600: 'an hour', 86400: 'a day' };
const per = (seconds: number): string => UNITS[seconds] ?? `in ${seconds} s`;

function callsOf({ calls, seconds, counts, youngCalls }: Limit): string {
  const all = [String(calls), ...(counts ? [counts] : []), 'calls', per(seconds)].join(' ');
  if (youngCalls === undefined) return all;
  return `${all} (${youngCalls} for accounts younger than ${YOUNG_SECONDS / 3600} hours)`;
}

/** The limits of a contract as one sentence; undefined for none. */
export const limitText = (limits: readonly Limit[] = []): string | undefined =>
  limits.length === 0 ? undefined : `At most ${limits.map(callsOf).join(', and ')}.`;
