import { type PersonalDomain, privacyDomain } from '#core/privacy';
import { UPKEEP_NAMES, type UpkeepName, upkeepOf } from './upkeeps.ts';

/** Erased after all others, in this order: the others look things up by them, and signing in finds the addresses on the user's row. */
const ERASED_LAST: readonly UpkeepName[] = ['accounts', 'users'];

const named = (name: UpkeepName): PersonalDomain => ({ name, ...upkeepOf(name) });

/** The domains in the order in which they export and erase what they keep about a person. */
export const PERSONAL_DOMAINS: readonly PersonalDomain[] = [
  ...UPKEEP_NAMES.filter((name) => !ERASED_LAST.includes(name)).map(named),
  privacyDomain,
  ...ERASED_LAST.map(named),
];
