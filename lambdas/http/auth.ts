import {
  acceptTerms,
  endOtherSessions,
  endOwnSession,
  listSessions,
  logout,
  recoverAccount,
  refresh,
  register,
  removeAddress,
  sendAddressCode,
  sendCode,
  sendStepUpCode,
  sessionNamedBy,
  setAddress,
  showUndo,
  stepUp,
  undoAddressChange,
  verifyCode,
} from '#core/identity';
import { RecoverAccount, RemoveAddress, SendAddressCode, SetAddress, ShowUndo, UndoAddressChange } from '#schemas/addresses';
import {
  EndOtherSessions,
  EndSession,
  ListSessions,
  Login,
  Logout,
  Refresh,
  Register,
  SendCode,
  SendStepUpCode,
  StepUp,
  VerifyCode,
} from '#schemas/auth';
import { AcceptTerms, CURRENT_TERMS, GetTerms } from '#schemas/terms';
import { adminAction } from '../middleware/admin-action.ts';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(SendCode, ({ actor, body, network, now }) => sendCode(actor, body, network, now)),
  on(Login, ({ actor, body, network, now }) => sendCode(actor, body, network, now)),
  on(VerifyCode, ({ actor, body, now }) => verifyCode(actor, body, now)),
  on(Register, ({ actor, body, now }) => register(actor, body, now)),
  on(
    Refresh,
    ({ actor, body, now }) => refresh(actor, body.refreshToken, now),
    ({ refreshToken }) => sessionNamedBy(refreshToken),
  ),
  on(Logout, ({ actor, body, now }) => logout(actor, body.refreshToken, now)),
  on(ListSessions, ({ actor, now }) => listSessions(actor, now)),
  on(EndSession, ({ actor, params, now }) => endOwnSession(actor, params.sessionId, now)),
  on(EndOtherSessions, ({ actor, now }) => endOtherSessions(actor, now)),
  on(SendStepUpCode, ({ actor, body, now }) => sendStepUpCode(actor, body, now)),
  on(SendAddressCode, ({ actor, body, network, now }) => sendAddressCode(actor, body, network, now)),
  on(SetAddress, ({ actor, params, body, now }) => setAddress(actor, { ...params, ...body }, now)),
  on(RemoveAddress, ({ actor, params, now }) => removeAddress(actor, params.channel, now)),
  on(ShowUndo, ({ params, now }) => showUndo(params.token, now)),
  on(UndoAddressChange, ({ params, now }) => undoAddressChange(params.token, now)),
  adminAction(RecoverAccount, ({ actor, params, body, now }) => recoverAccount(actor, params.user, body, now)),
  on(GetTerms, async () => CURRENT_TERMS),
  on(AcceptTerms, ({ actor, body, now }) => acceptTerms(actor, body, now)),
  on(StepUp, ({ actor, body, now }) => stepUp(actor, body, now)),
);
