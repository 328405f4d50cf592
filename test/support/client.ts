import { connect } from '../../local/client/client.ts';
import { stack } from './stack.ts';

export { Refused } from '../../local/client/api.ts';
export { newAddress, newHandle, newPhone, type Person } from '../../local/client/people.ts';
export { Socket } from '../../local/client/socket.ts';
export { until } from '../../local/client/until.ts';

/** What a phone can do, and what an operator can, against the stack under test. */
export const {
  send,
  call,
  page,
  pages,
  mailTo,
  codesTo,
  nextCode,
  codeFor,
  prove,
  signUp,
  signUpAdmin,
  signIn,
  ticketFor,
  listen,
  job,
} = connect(stack);
