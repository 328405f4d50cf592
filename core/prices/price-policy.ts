import { type Fraction, fraction } from '#core/odds';

/** The comparison of an entered price with those that books quoted (docs/settlement.md). */
export interface PricePolicy {
  readonly version: string;
  /** Milliseconds before the placing in which a quote counts: bettors act on what they saw a moment ago. */
  readonly before: number;
  /** A quote stands until the next one, at most for so many times the time between two polls. */
  readonly cadences: number;
  /** The share by which a price may be above the best quote, and the share from the decimal price `wideFrom` on, where books step wider. */
  readonly tolerance: Fraction;
  readonly wideFrom: Fraction;
  readonly wideTolerance: Fraction;
}

/** Append only: a published version is never edited, since stored picks name it. */
const POLICIES: Readonly<Record<string, PricePolicy>> = {
  '1': {
    version: '1',
    before: 15 * 60_000,
    cadences: 2,
    tolerance: fraction(3, 100),
    wideFrom: fraction(6),
    wideTolerance: fraction(5, 100),
  },
};

const most = (field: 'before' | 'cadences'): number => Math.max(...Object.values(POLICIES).map((policy) => policy[field]));
/** The longest `before` and `cadences` of any version, for reads that have to find all that one of them compares. */
export const WIDEST = { before: most('before'), cadences: most('cadences') } as const;

/** The version that a pick accepted now is given. */
export const PRICE_POLICY_VERSION = '1';

/** @throws RangeError for a version that was never published */
export function pricePolicy(version: string): PricePolicy {
  const policy = Object.hasOwn(POLICIES, version) ? POLICIES[version] : undefined;
  if (!policy) throw new RangeError(`there is no price policy ${version}`);
  return policy;
}
