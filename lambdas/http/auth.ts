import { listSessions, logout, refresh, register, sendCode, sessionNamedBy, verifyCode } from '#core/identity';
import { ListSessions, Login, Logout, Refresh, Register, SendCode, VerifyCode } from '#schemas/auth';
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
);
