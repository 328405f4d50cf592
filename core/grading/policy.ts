/** The choices where books disagree. A pick keeps the version that it was accepted under, so that a later default never regrades it. */
export interface Policy {
  readonly version: string;
  /** A two-way draw: the stake back, or half of it at the price. */
  readonly moneylineDraw: 'push' | 'half_face';
  /** Tied over the edge of the places: p/k of the stake, or paid in full. */
  readonly ties: 'dead_heat' | 'ties_full';
  /** An outright pick that never started. */
  readonly nonStarter: 'runs_or_void' | 'all_in';
  readonly sameGameParlay: 'sgp_void' | 'reprice' | 'refund_always';
  /** Horse racing's rule 4: whether a total deduction of 5 % is waived. */
  readonly rule4: 'full' | 'waive_5';
  readonly soccerScope: 'regulation' | 'incl_et';
  /** The shortest play after which a tennis moneyline has action. */
  readonly tennisMoneyline: 'one_set' | 'first_point' | 'match_complete';
  readonly golfOfficial: 'holes_36' | 'one_round';
  /** Markets that were decided before a game was stopped: they stand or are void. */
  readonly decidedStands: 'except_baseball_totals' | 'always' | 'never';
  /**
   * Games of a tennis set that a retirement cut short. `as_played`: those that were played count, so only a total that they have passed is decided.
   * `every_end`: a market is decided once every way in which the match could still end settles it alike.
   */
  readonly unfinishedSet: 'as_played' | 'every_end';
  /** The cards that a red one counts as in totals and handicaps of cards. */
  readonly redCard: 'two' | 'one';
  /** Hours from the start in force at acceptance to the new start, inclusive. */
  readonly postponeHours: number;
  /** Hours from suspension to resumption, inclusive. */
  readonly resumeHours: number;
}
export type PolicyChoices = Partial<{ [K in keyof Omit<Policy, 'version'>]: Policy[K] | undefined }>;

/**
 * Append only: a published version is never edited, since stored picks name it. A choice that is named later is added to each of them with
 * the value by which it has always graded.
 */
const POLICIES: Readonly<Record<string, Policy>> = {
  '1': {
    version: '1',
    moneylineDraw: 'push',
    ties: 'dead_heat',
    nonStarter: 'runs_or_void',
    sameGameParlay: 'sgp_void',
    rule4: 'full',
    soccerScope: 'regulation',
    tennisMoneyline: 'one_set',
    golfOfficial: 'holes_36',
    decidedStands: 'except_baseball_totals',
    unfinishedSet: 'as_played',
    redCard: 'two',
    postponeHours: 48,
    resumeHours: 36,
  },
};

/** The version that a pick accepted now is given. */
export const POLICY_VERSION = '1';
export const POLICY_VERSIONS: readonly string[] = Object.keys(POLICIES);

/** The policy a pick was accepted under, with any choices of its own on top. Throws RangeError for a version that was never published. */
export function policyFor(version: string = POLICY_VERSION, choices: PolicyChoices = {}): Policy {
  const policy = Object.hasOwn(POLICIES, version) ? POLICIES[version] : undefined;
  if (!policy) throw new RangeError(`there is no settlement policy ${version}`);
  const chosen = Object.fromEntries(Object.entries(choices).filter(([, choice]) => choice !== undefined));
  return { ...policy, ...chosen };
}
