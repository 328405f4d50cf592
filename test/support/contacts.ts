import { AcceptContact, RequestContact } from '../../schemas/contacts.ts';
import { call, type Person } from './client.ts';

/** Makes a person and each of these people contacts of each other, on the stack under test. */
export async function makeContacts(person: Person, others: readonly Person[]): Promise<void> {
  await Promise.all(
    others.map(async (other) => {
      await call(RequestContact, { as: person, body: { user: other.handle } });
      await call(AcceptContact, { as: other, params: { id: person.userId } });
    }),
  );
}
