import type { CareStanding, StakeLimit } from '#core/gates';
import type { StakeAmounts } from '#core/stakes';
import { DomainError } from '#errors';
import type { StakePeriod } from '#schemas/stake-limits';

type Limits = NonNullable<CareStanding['stakeLimits']>;

/** Milliseconds before a higher limit may be confirmed: a day. */
const WAIT = 86_400_000;
/** Milliseconds in which it may be confirmed then: a week. */
const CONFIRMABLE = 7 * 86_400_000;

/** The limits after a person has asked for another one: a first or a lower one holds at once, a higher one or none waits. */
export function limitAsked(
  limits: Limits | undefined,
  { period, to }: { readonly period: StakePeriod; readonly to: number | null },
  at: string,
): Limits {
  const now = limits?.[period];
  const limit: StakeLimit | undefined =
    to === null || (now && to > now.most) ? now && { most: now.most, raise: { to, askedAt: at } } : { most: to };
  return { ...limits, ...(limit && { [period]: limit }) };
}

/** The limits after a person has confirmed the higher one, or none, that they asked for. */
export function raiseConfirmed(limits: Limits | undefined, period: StakePeriod): Limits {
  const { [period]: limit, ...others } = limits ?? {};
  if (!limit?.raise) return limits ?? {};
  return limit.raise.to === null ? others : { ...others, [period]: { most: limit.raise.to } };
}

/** The instants from which on, and before which, a raise may be confirmed. */
export const confirmable = ({
  askedAt,
}: NonNullable<StakeLimit['raise']>): { readonly from: string; readonly until: string } => ({
  from: new Date(Date.parse(askedAt) + WAIT).toISOString(),
  until: new Date(Date.parse(askedAt) + WAIT + CONFIRMABLE).toISOString(),
});

/** The raise that waits at an instant; null for none, and for one whose week has passed. */
export function standingRaise(limit: StakeLimit | undefined, now: Date): NonNullable<StakeLimit['raise']> | null {
  const raise = limit?.raise;
  return raise && now.toISOString() < confirmable(raise).until ? raise : null;
}

/** @throws CONFLICT without a raise that waits, and with the instant `from` which on it may be confirmed */
export function assertConfirmable(limit: StakeLimit | undefined, now: Date): void {
  const raise = standingRaise(limit, now);
  if (!raise) throw new DomainError('CONFLICT', 'No higher limit waits for your yes. Ask for one first.');
  const { from } = confirmable(raise);
  if (now.toISOString() < from)
    throw new DomainError('CONFLICT', 'A higher limit can be confirmed a day after you asked for it.', { from });
}

/** The limits that hold. */
export const amountsOf = (limits: Limits | undefined): StakeAmounts =>
  Object.fromEntries(Object.entries(limits ?? {}).map(([period, { most }]) => [period, most]));
