import { gateRefusal } from '#core/gates';
import { partialBanRefusal, stepUpRefusal } from '#core/limits';
import { permissionRefusal, termsRefusal } from '#core/users';
import { DomainError } from '#errors';
import type { Checks, Contract } from '#schemas/contract';
import type { CallContext } from './route.ts';

/** The value of a condition that a contract does not name. */
function conditionOf(contract: Contract, field: keyof Checks): unknown {
  if (field === 'gated') return contract.gated ?? 'account';
  return field === 'terms' && contract.access === 'user' ? (contract.terms ?? 'current') : contract[field];
}

type Check<Value> = (value: Value, context: CallContext) => DomainError | null;

/** One row for each field of `Checks`: a field without a row does not compile. A check reads nothing, so that a GET need not wait for it. */
const CHECKS: { readonly [Field in keyof Checks]-?: Check<NonNullable<Checks[Field]>> } = {
  access: (access, { actor }) =>
    access === 'user' && actor.kind !== 'user' ? new DomainError('UNAUTHENTICATED', 'Please sign in.') : null,
  gated: (gate, { actor, now }) => gateRefusal(actor, gate, now),
  permission: (permission, { actor }) => permissionRefusal(actor, permission),
  notBannedFrom: (scope, { actor }) => partialBanRefusal(actor, scope),
  terms: (of: 'any' | 'current', { actor }) => (of === 'any' ? null : termsRefusal(actor)),
  stepUp: (_, { actor, now }) => stepUpRefusal(actor, now),
};

/** The refusal of the first condition of a contract, in the order of the table, that a call does not meet; null when it meets all. */
export function checkRefusal(contract: Contract, context: CallContext): DomainError | null {
  for (const [field, check] of Object.entries(CHECKS) as [keyof Checks, Check<unknown>][]) {
    const value = conditionOf(contract, field);
    const refusal = value === undefined ? null : check(value, context);
    if (refusal) return refusal;
  }
  return null;
}
