export { banOf, decideBan } from './ban-user.ts';
export { answers, newNonce, nextStep } from './challenge.ts';
export { CodeMessage, deliverCode } from './deliver-code.ts';
export { logout } from './logout.ts';
export { refresh } from './refresh.ts';
export { register } from './register.ts';
export { sendCode } from './send-code.ts';
export { tokenClaims } from './token-claims.ts';
export { verifyCode } from './verify-code.ts';
