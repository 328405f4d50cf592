import {
  endOtherSessions,
  endOwnSession,
  listSessions,
  logout,
  refresh,
  register,
  sendCode,
  sendStepUpCode,
  sessionNamedBy,
  stepUp,
  verifyCode,
} from '#core/identity';
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
  on(StepUp, ({ actor, body, now }) => stepUp(actor, body, now)),
);
