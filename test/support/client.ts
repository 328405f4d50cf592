import { connect } from '../../local/client/client.ts';
import type { Person } from '../../local/client/people.ts';
import { stack } from './stack.ts';

export { YouBetError } from '../../client/index.ts';
export { newAddress, newHandle, newPhone, type Person } from '../../local/client/people.ts';
export { ClientSocket } from '../../local/client/socket.ts';
export { until } from '../../local/client/until.ts';

const client = connect(stack);

/** Everybody who signed up in this file of tests. */
export const signedUp: Person[] = [];
const noted = async (person: Promise<Person>): Promise<Person> => {
  signedUp.push(await person);
  return person;
};
export const signUp: typeof client.signUp = (...args) => noted(client.signUp(...args));
export const signUpAdmin: typeof client.signUpAdmin = (...args) => noted(client.signUpAdmin(...args));

/** The calls of a phone and of an operator, against the stack under test. */
export const { send, call, page, pages, mailTo, codesTo, nextCode, codeFor, prove, signIn, ticketFor, listen, chat, job } =
  client;
