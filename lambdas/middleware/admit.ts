import { type LimitState, partialBans, provenAt, type Revocations, revocationOf } from '#core/limits';
import type { Contract } from '#schemas/contract';
import { checkRefusal } from './checks.ts';
import type { RouteCaller } from './identify.ts';
import { assertAllowed, countRoute } from './limits.ts';
import type { CallContext } from './route.ts';

/** A call whose caller is known. `anonymous` is the caller of the same call without its token. */
export interface Admission {
  readonly contract: Contract;
  readonly caller: RouteCaller;
  readonly anonymous: RouteCaller;
  readonly network: string;
  readonly now: Date;
  /** Takes the state of the limits, also of a call that is refused. */
  readonly counted: (state: LimitState | undefined) => void;
}

/** The context of a call as the token alone shows it. An exclusion that is over by now is none. */
export function contextOf({ caller: { actor }, network, now }: Admission): CallContext {
  if (actor.kind !== 'user') return { actor, network, now };
  const { excludedUntil, ...user } = actor;
  return { actor: { ...user, ...standingExclusion([excludedUntil], now) }, network, now };
}

/** The latest of these ends of exclusions, where it is to come. */
const standingExclusion = (ends: readonly (string | undefined)[], now: Date): { readonly excludedUntil?: string } => {
  const [latest] = ends
    .filter((end) => end !== undefined && end > now.toISOString())
    .toSorted((a = '', b = '') => (a < b ? 1 : -1));
  return latest === undefined ? {} : { excludedUntil: latest };
};

/** True when the count of a call has shown an exclusion that its token does not name: what was read without it must not be shown. */
export const isNewlyExcluded = (known: CallContext, before: CallContext): boolean =>
  known.actor.kind === 'user' && before.actor.kind === 'user' && known.actor.excludedUntil !== before.actor.excludedUntil;

/**
 * Counts a call and decides on it: first the limits, then the token, then the conditions of the contract, so that every refusal has been
 * counted. A contract that forgives tokens goes on without one that is refused, and counts the network.
 * @returns the context to run with @throws RATE_LIMITED, UNAUTHENTICATED, BANNED, UNAVAILABLE, FORBIDDEN
 */
export async function admit(admission: Admission): Promise<CallContext> {
  const { contract, caller, anonymous, now, counted } = admission;
  const context = contextOf(admission);
  if (caller.refusal && contract.forgivesToken) return admit({ ...admission, caller: anonymous });
  const { state, against } = await countRoute(contract, context);
  counted(state);
  assertAllowed(state);
  const refusal = caller.refusal ?? (caller.token && revocationOf(against, caller.token, now));
  if (refusal && contract.forgivesToken) return admit({ ...admission, caller: anonymous });
  const known = knownContext(admission, against);
  const refused = refusal ?? checkRefusal(contract, known);
  if (refused) throw refused;
  return known;
}

/** The context of a call, of a caller whose bans from a part of the app, exclusion, limits on stakes and step-up are known. */
function knownContext(admission: Admission, against: Revocations): CallContext {
  const { actor, ...context } = contextOf(admission);
  const { token } = admission.caller;
  if (actor.kind !== 'user' || token === null) return { ...context, actor };
  const { excludedUntil: _, ...unexcluded } = actor;
  const bans = partialBans(against, actor.bans ?? {}, context.now);
  const limitsStakes = actor.limitsStakes === true || against.limitsStakes === true;
  const known = { ...unexcluded, bans, provenAt: provenAt(against, token), ...(limitsStakes && { limitsStakes }) };
  return { ...context, actor: { ...known, ...standingExclusion([actor.excludedUntil, against.excludedUntil], context.now) } };
}

/**
 * True for a call whose handler may run while it is being counted: one that only reads, or waits before it writes, and that nothing refuses
 * which is known without the count.
 */
export const readsBeside = (admission: Admission): boolean => {
  const { contract, caller } = admission;
  const { method, beginsBeside, forgivesToken } = contract;
  return (
    (method === 'GET' || beginsBeside === true) &&
    !forgivesToken &&
    !caller.refusal &&
    !checkRefusal(contract, contextOf(admission))
  );
};
