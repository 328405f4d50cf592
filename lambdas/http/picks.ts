import { getMarkedPick, listMarkedPicks, listMarkedUserPicks } from '#core/content';
import { loadEdgeKey } from '#core/media';
import { editPick, listRevisions, placePick, withdrawPick } from '#core/picks';
import { EditPick, GetPick, ListPicks, ListRevisions, ListUserPicks, PlacePick, WithdrawPick } from '#schemas/picks';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(PlacePick, ({ actor, body, idempotencyKey, now }) => placePick(actor, body, idempotencyKey, now)),
  on(GetPick, ({ actor, params, now }) => getMarkedPick(actor, params.pickId, now)),
  on(ListRevisions, ({ actor, params, query, now }) => listRevisions(actor, params.pickId, query, now)),
  on(EditPick, ({ actor, params, body, now }) => editPick(actor, params.pickId, body, now)),
  on(WithdrawPick, ({ actor, params, now }) => withdrawPick(actor, params.pickId, now)),
  on(ListPicks, ({ actor, query, now }) => listMarkedPicks(actor, query, now)),
  on(ListUserPicks, ({ actor, params, query, now }) => listMarkedUserPicks(actor, params.user, query, now)),
).before(loadEdgeKey);
