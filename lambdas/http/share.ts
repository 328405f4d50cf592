import { appConfig, appleAssociation, assetLinks, sharePage } from '#core/share';
import { GetConfig } from '#schemas/app-config';
import { SharePick, ShowAppleAssociation, ShowAssetLinks } from '#schemas/share';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(SharePick, ({ params, now }) => sharePage(params.pickId, now)),
  on(ShowAppleAssociation, () => appleAssociation()),
  on(ShowAssetLinks, () => assetLinks()),
  on(GetConfig, () => appConfig()),
);
