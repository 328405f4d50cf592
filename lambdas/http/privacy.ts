import {
  cancelDeletion,
  deleteByCode,
  deleteMe,
  deletionPage,
  endLegalHold,
  getExport,
  placeLegalHold,
  requestExport,
} from '#core/privacy';
import {
  CancelDeletion,
  DeleteByCode,
  DeleteMe,
  EndLegalHold,
  GetExport,
  PlaceLegalHold,
  RequestExport,
  ShowDeletion,
} from '#schemas/privacy';
import { adminAction } from '../middleware/admin-action.ts';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(RequestExport, ({ actor, now }) => requestExport(actor, now)),
  on(GetExport, ({ actor, now }) => getExport(actor, now)),
  on(DeleteMe, ({ actor, query, now }) => deleteMe(actor, query.when, now)),
  on(DeleteByCode, ({ actor, body, now }) => deleteByCode(actor, body, now)),
  on(CancelDeletion, ({ actor, body, now }) => cancelDeletion(actor, body.cancelToken, now)),
  on(ShowDeletion, async () => deletionPage()),
  adminAction(PlaceLegalHold, ({ actor, params, body, now }) => placeLegalHold(actor, params.user, body.reason, now)),
  adminAction(EndLegalHold, ({ actor, params }) => endLegalHold(actor, params.user)),
);
