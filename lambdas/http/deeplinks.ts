import { followLink, generateLink, listClicks } from '#core/deeplinks';
import { FollowDeepLink, GenerateDeepLink, ListClicks } from '#schemas/deeplinks';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(GenerateDeepLink, ({ actor, body, now }) => generateLink(actor, body, now)),
  on(FollowDeepLink, ({ actor, params, now }) => followLink(actor, params.clickId, now)),
  on(ListClicks, ({ actor, query, now }) => listClicks(actor, query, now)),
);
