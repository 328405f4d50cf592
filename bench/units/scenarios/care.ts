import { setStakeLimit } from '#core/care';
import { DeclareRegion, GetCare, StateAgeSignal } from '#schemas/care';
import { CONSENT_TEXT, GetConsents, SetConsents } from '#schemas/consents';
import { Exclude, SetRealityCheck } from '#schemas/exclusions';
import { EditPick, PlacePick, WithdrawPick } from '#schemas/picks';
import { ConfirmStakeLimit, GetStakeLimits, SetStakeLimit } from '#schemas/stake-limits';
import { editBody } from '../../../test/support/make/pick-bodies.ts';
import { http } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { bettor, game, later, placed, ticket } from '../world.ts';

const CHOICE = { push: true, location: true, contacts: false, photos: false, text: CONSENT_TEXT };
const NEW_JERSEY = { region: 'US-NJ', timeZone: 'America/New_York' };

/** A bettor who limits their stakes, once the first minute of the limit is over, with a pick and the game that it is on. */
async function limited() {
  const [as, on] = [await bettor(), await game()];
  const { pickId } = await placed(as, [on]);
  await setStakeLimit(as, { period: 'day', units: '50' }, later(-2));
  const actor = { ...as, limitsStakes: true };
  // The first pick after the minute counts the picks once more.
  await placed(actor, [on]);
  return { actor, on, pickId };
}

/** The region, the age and the care of a person. */
export const CARE: readonly Scenario[] = [
  {
    name: 'what is open to me',
    group: 'people',
    of: ['GetCare'],
    async prepare() {
      const as = await bettor();
      await http(DeclareRegion, { as, body: NEW_JERSEY });
      return () => http(GetCare, { as });
    },
  },
  {
    name: 'say where I live',
    group: 'people',
    of: ['DeclareRegion'],
    async prepare() {
      const as = await bettor();
      return () => http(DeclareRegion, { as, body: NEW_JERSEY });
    },
  },
  {
    name: 'pass on what the app store signals of my age',
    group: 'people',
    of: ['StateAgeSignal'],
    async prepare() {
      const as = await bettor();
      return () => http(StateAgeSignal, { as, params: { store: 'app_store' }, body: { upper: null } });
    },
  },
  {
    name: 'exclude myself',
    group: 'people',
    of: ['Exclude', 'CoolOff'],
    async prepare() {
      const as = await bettor();
      return () => http(Exclude, { as, body: { term: '6_months' } });
    },
  },
  {
    name: 'be reminded after an hour',
    group: 'people',
    of: ['SetRealityCheck'],
    async prepare() {
      const as = await bettor();
      return () => http(SetRealityCheck, { as, body: { minutes: 60 } });
    },
  },
  {
    name: 'limit my stakes',
    group: 'people',
    of: ['SetStakeLimit'],
    async prepare() {
      const as = await bettor();
      await placed(as, [await game()]);
      return () => http(SetStakeLimit, { as, params: { period: 'day' }, body: { units: '50' } });
    },
  },
  {
    name: 'my limits on stakes',
    group: 'people',
    of: ['GetStakeLimits'],
    async prepare() {
      const { actor: as } = await limited();
      return () => http(GetStakeLimits, { as });
    },
  },
  {
    name: 'confirm a higher limit',
    group: 'people',
    of: ['ConfirmStakeLimit'],
    async prepare() {
      const { actor: as } = await limited();
      await setStakeLimit(as, { period: 'day', units: '60' }, later(-24 * 60 - 1));
      return () => http(ConfirmStakeLimit, { as, params: { period: 'day' } });
    },
  },
  {
    name: 'place a single under a limit',
    group: 'picks',
    of: ['PlacePick'],
    async prepare() {
      const { actor: as, on } = await limited();
      return () => http(PlacePick, { as, body: ticket([on]) });
    },
  },
  {
    name: 'change the stake of a pick under a limit',
    group: 'picks',
    of: ['EditPick'],
    async prepare() {
      const { actor: as, pickId } = await limited();
      return () => http(EditPick, { as, params: { pickId }, body: editBody(1, { stakeUnits: '3' }) });
    },
  },
  {
    name: 'withdraw a pick under a limit',
    group: 'picks',
    of: ['WithdrawPick'],
    async prepare() {
      const { actor: as, pickId } = await limited();
      return () => http(WithdrawPick, { as, params: { pickId } });
    },
  },
  {
    name: 'say what apps may use',
    group: 'people',
    of: ['SetConsents'],
    async prepare() {
      const as = await bettor();
      return () => http(SetConsents, { as, body: CHOICE });
    },
  },
  {
    name: 'what apps may use',
    group: 'people',
    of: ['GetConsents'],
    async prepare() {
      const as = await bettor();
      await http(SetConsents, { as, body: CHOICE });
      return () => http(GetConsents, { as });
    },
  },
];
