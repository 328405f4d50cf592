import { canonical } from '#platform/canonical';

/** Something derived that the facts do not bear out. */
export interface Difference {
  /** What it is about, as `pick 0190…` or `stats ann 2026-11-23`. */
  readonly of: string;
  readonly field: string;
  readonly is: unknown;
  readonly should: unknown;
}

/** Compares the fields that `should` names. */
export const differences = (
  of: string,
  is: Readonly<Record<string, unknown>> | null | undefined,
  should: Readonly<Record<string, unknown>>,
): Difference[] =>
  Object.keys(should)
    .filter((field) => canonical(is?.[field] ?? null) !== canonical(should[field] ?? null))
    .map((field) => ({ of, field, is: is?.[field] ?? null, should: should[field] ?? null }));
