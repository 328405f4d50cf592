import { DeclareRegion, GetCare, StateAgeSignal } from '#schemas/care';
import { http } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { bettor } from '../world.ts';

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
];
