import { assertPermission } from '#core/users';
import type { Checks, Contract } from '#schemas/contract';
import type { CallContext } from './route.ts';

type RunCheck<Value> = (value: Value, context: CallContext) => Promise<void>;

/** One row for each field of `Checks`: a field without a row does not compile. A check throws the refusal. */
const CHECKS: { readonly [Field in keyof Checks]-?: RunCheck<NonNullable<Checks[Field]>> } = {
  permission: (permission, { actor, now }) => assertPermission(actor, permission, now),
};

/** Runs the checks that a contract names, in the order of the table, until one refuses. */
export async function runChecks(contract: Contract, context: CallContext): Promise<void> {
  for (const [field, check] of Object.entries(CHECKS) as [keyof Checks, RunCheck<unknown>][]) {
    const value = contract[field];
    if (value !== undefined) await check(value, context);
  }
}
