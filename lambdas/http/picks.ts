import { deletePick, editPick, getPick, listPicks, listUserPicks, placePick } from '#core/picks';
import { DeletePick, EditPick, GetPick, ListPicks, ListUserPicks, PlacePick } from '#schemas/picks';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(PlacePick, ({ actor, body, headers, now }) => placePick(actor, body, headers['idempotency-key'], now)),
  on(GetPick, ({ params, now }) => getPick(params.pickId, now)),
  on(EditPick, ({ actor, params, body, now }) => editPick(actor, params.pickId, body, now)),
  on(DeletePick, ({ actor, params, now }) => deletePick(actor, params.pickId, now)),
  on(ListPicks, ({ query, now }) => listPicks(query, now)),
  on(ListUserPicks, ({ params, query, now }) => listUserPicks(params.handle, query, now)),
);
