import { DeclareRegion, GetCare, StateAgeSignal } from '#schemas/care';
import { CONSENT_TEXT, GetConsents, SetConsents } from '#schemas/consents';
import { Exclude, SetRealityCheck } from '#schemas/exclusions';
import { http } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { bettor } from '../world.ts';

const CHOICE = { push: true, location: true, contacts: false, photos: false, text: CONSENT_TEXT };
const NEW_JERSEY = { region: 'US-NJ', timeZone: 'America/New_York' };

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
