import { FollowDeepLink, GenerateDeepLink, ListClicks } from '#schemas/deeplinks';
import { http } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { bettor } from '../world.ts';

const clickIn = ({ url }: { readonly url: string }): string => url.slice(url.lastIndexOf('/') + 1);

/** Links that lead out of the app. */
export const LINKS: readonly Scenario[] = [
  {
    name: 'a link to a sportsbook',
    group: 'people',
    of: ['GenerateDeepLink'],
    async prepare() {
      const as = await bettor();
      return () => http(GenerateDeepLink, { as, body: { book: 'DraftKings' } });
    },
  },
  {
    name: 'follow a link to a sportsbook',
    group: 'people',
    of: ['FollowDeepLink'],
    async prepare() {
      const clickId = clickIn(await http(GenerateDeepLink, { as: await bettor(), body: { book: 'DraftKings' } }));
      return () => http(FollowDeepLink, { params: { clickId } });
    },
  },
  {
    name: 'the followed links of a month',
    group: 'people',
    of: ['ListClicks'],
    async prepare() {
      const as = await bettor('ada', { role: 'admin' });
      for (const book of ['DraftKings', 'FanDuel']) {
        const clickId = clickIn(await http(GenerateDeepLink, { as, body: { book } }));
        await http(FollowDeepLink, { params: { clickId } });
      }
      return () => http(ListClicks, { as });
    },
  },
];
