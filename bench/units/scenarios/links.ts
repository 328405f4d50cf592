import { GetConfig } from '#schemas/app-config';
import type { PickId } from '#schemas/common';
import { FollowDeepLink, GenerateDeepLink, ListClicks } from '#schemas/deeplinks';
import { SharePick, SharePickImage, ShowAppleAssociation, ShowAssetLinks } from '#schemas/share';
import { pickInWords } from '../../../core/share/pick-in-words.ts';
import { http } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { bettor, game, placed, visited } from '../world.ts';

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
  {
    name: 'the page of a pick for everybody',
    group: 'picks',
    of: ['SharePick'],
    async prepare() {
      const { pickId } = await placed(await bettor(), [await game()]);
      await visited();
      return () => http(SharePick, { params: { pickId } });
    },
  },
  {
    name: 'the picture of a pick',
    group: 'picks',
    of: ['SharePickImage'],
    async prepare() {
      const { pickId } = await placed(await bettor(), [await game()]);
      const pick = await pickInWords(pickId as PickId, new Date());
      if (pick === null || typeof pick === 'string') throw new Error('the pick is not shown');
      await visited();
      return () => http(SharePickImage, { params: { pickId, file: `${pick.version}.png` } });
    },
  },
  ...[ShowAppleAssociation, ShowAssetLinks, GetConfig].map(
    (file): Scenario => ({
      name: file === GetConfig ? 'what an app knows of its environment' : `the file ${file.path}`,
      group: 'picks',
      of: [file.name],
      async prepare() {
        await visited();
        return () => http(file);
      },
    }),
  ),
];
