import { describe, expect, it } from 'vitest';
import type { User, Viewer } from '#actor';
import { epoch } from '#platform/clock';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { Contract } from '#schemas/contract';
import { ROUTES } from '#schemas/routes';
import { CURRENT_TERMS, termsText } from '#schemas/terms';
import { checkRefusal } from './checks.ts';

/** The gates of all routes: which route stands behind which, and who passes it. */

const now = new Date('2026-11-23T12:00:00.000Z');
const admin: User = {
  kind: 'user',
  userId: newId<UserId>(now),
  role: 'admin',
  tier: 'free',
  origin: 'o1',
  terms: termsText(CURRENT_TERMS),
  provenAt: epoch(now),
  region: 'US-NJ',
  age: 36,
};
const CALLERS = {
  'of age': admin,
  'under 21': { ...admin, age: 20 },
  'under 18': { ...admin, age: 17 },
  excluded: { ...admin, excludedUntil: '2027-11-23T12:00:00.000Z' },
  'in a restricted region': { ...admin, region: 'US-WA' },
  'who lives in one': { ...admin, declaredRegion: 'IR' },
  'from nowhere': { ...admin, region: null },
} satisfies Readonly<Record<string, Viewer>>;

const all = Object.values(ROUTES).flat() as readonly Contract[];
const gateOf = ({ gated = 'account' }: Contract) => gated;
const namesBehind = (gate: string) =>
  all
    .filter((route) => gateOf(route) === gate)
    .map(({ name }) => name)
    .toSorted();
const refusal = (route: Contract, actor: Viewer) => checkRefusal(route, { actor, network: '192.0.2.1', now })?.code ?? null;

describe('the gate', () => {
  it('is `none` for what nobody may be kept from: signing in and out, addresses, terms, care, an export, deletion, and an end of mails', () => {
    expect(namesBehind('none')).toEqual([
      ...['AcceptTerms', 'AppealBan', 'CancelDeletion', 'ConfirmStakeLimit', 'CoolOff', 'DeclareRegion'],
      ...['DeleteByCode', 'DeleteMe', 'EndOtherSessions', 'EndSession', 'ExchangeHostedCode', 'Exclude'],
      ...['FinishHostedSignIn', 'GetCare', 'GetConfig', 'GetConsents', 'GetExport', 'GetMe', 'GetPreferences'],
      ...['GetStakeLimits', 'GetTerms', 'HearApple', 'IssueNonce', 'LinkIdentity', 'ListIdentities'],
      ...['ListSessions', 'Login', 'Logout', 'Refresh', 'RemoveAddress', 'RemoveDevice'],
      ...['RequestExport', 'SendAddressCode', 'SendCode', 'SendOtp', 'SendStepUpCode', 'SetAddress', 'SetConsents'],
      ...['SetPreferences', 'SetRealityCheck', 'SetStakeLimit', 'ShowAppleAssociation', 'ShowAssetLinks', 'ShowDeletion'],
      ...['ShowUndo', 'SignInNative', 'StartHostedSignIn', 'StateAgeSignal', 'StepUp', 'StepUpNative'],
      ...['StopMails', 'UndoAddressChange', 'UnlinkIdentity', 'VerifyCode', 'VerifyOtp'],
    ]);
  });
  it('is `odds` where prices are', () =>
    expect(namesBehind('odds')).toEqual(['EditPick', 'GetEvent', 'ListEvents', 'PlacePick']));
  it('is `offers` where links lead to sportsbooks', () => expect(namesBehind('offers')).toEqual(['GenerateDeepLink']));
  it('is `boards` for boards, and for whoever follows a link', () =>
    expect(namesBehind('boards')).toEqual(['FollowDeepLink', 'GetLeaderboard']));
});

describe.each(Object.entries(CALLERS))('somebody %s', (who, actor) => {
  const expected = (gate: ReturnType<typeof gateOf>): string | null => {
    if (gate === 'none' || who === 'of age') return null;
    if (who === 'under 21') return gate === 'odds' || gate === 'offers' ? 'AGE_VERIFICATION_REQUIRED' : null;
    if (who === 'under 18') return 'AGE_VERIFICATION_REQUIRED';
    if (who === 'excluded') return gate === 'account' ? null : 'EXCLUDED';
    return 'REGION_NOT_AVAILABLE';
  };
  it('gets from every route what its gate allows', () => {
    const got = all.map((route) => [route.name, refusal(route, actor)]);
    expect(got).toEqual(all.map((route) => [route.name, expected(gateOf(route))]));
  });
});

it('every public route asks for the region of a caller without a token, unless it is open to all', () => {
  const publics = all.filter(({ access }) => access === 'public');
  const nobody = (region: string | null): Viewer => ({ kind: 'public', address: '192.0.2.1', region });
  for (const route of publics) {
    expect(refusal(route, nobody('US-NJ')), route.name).toBeNull();
    const closed = gateOf(route) === 'none' ? null : 'REGION_NOT_AVAILABLE';
    expect([refusal(route, nobody('US-WA')), refusal(route, nobody(null))], route.name).toEqual([closed, closed]);
  }
});
