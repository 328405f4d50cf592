import { type Contract, type Limit, windowText, YOUNG_SECONDS } from '../schemas/contract.ts';

function callsOf({ calls, seconds, counts, youngCalls, over }: Limit): string {
  const all = [
    String(calls),
    ...(counts ? [counts] : []),
    'calls',
    windowText(seconds),
    ...(over ? [`of all ${over} together`] : []),
  ].join(' ');
  if (youngCalls === undefined) return all;
  return `${all} (${youngCalls} for accounts younger than ${YOUNG_SECONDS / 3600} hours)`;
}

/** The limits of a contract as one sentence; undefined for none. */
export const limitText = (limits: readonly Limit[] = [], limitedBy?: Contract['limitedBy']): string | undefined =>
  limits.length === 0 ? undefined : `At most ${limits.map(callsOf).join(', and ')}${limitedBy ? ` of a ${limitedBy}` : ''}.`;
