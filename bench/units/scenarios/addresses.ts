import { vault } from '#platform/vault';
import { RecoverAccount, RemoveAddress, SendAddressCode, SetAddress, ShowUndo, UndoAddressChange } from '#schemas/addresses';
import { writeUndoToken } from '../../../core/identity/undo-token.ts';
import { http, queue, recordsOf, stream } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { newestCode, takeSent } from '../stand-ins.ts';
import { bettor } from '../world.ts';
import { join } from './people.ts';

const phone = { channel: 'sms' as const, address: '+12025550123' };

/** A registered user with an e-mail address that signs them in. */
async function registered() {
  const { user } = await join();
  return { kind: 'user', userId: user.id, role: 'user', tier: 'free', origin: 'x' } as const;
}
type Registered = Awaited<ReturnType<typeof registered>>;

async function proofOf(as: Registered, address: { channel: 'sms' | 'email'; address: string } = phone) {
  const { attemptToken } = await http(SendAddressCode, { as, body: address });
  const proof = { address: address.address, attemptToken, code: await newestCode() };
  takeSent();
  return { as, params: { channel: address.channel }, body: proof };
}
const changed = async () => {
  const as = await registered();
  const asked = await proofOf(as, { channel: 'email', address: 'quinn.new@example.com' });
  return { as, records: await recordsOf('addresschange', () => http(SetAddress, asked)) };
};
const linkOf = async ({ userId }: Registered) => ({ params: { token: writeUndoToken(await vault(), { userId, number: 1 }) } });

export const ADDRESSES: readonly Scenario[] = [
  {
    name: 'ask for the code of another address',
    group: 'people',
    of: ['SendAddressCode'],
    async prepare() {
      const as = await registered();
      return () => http(SendAddressCode, { as, body: phone });
    },
  },
  {
    name: 'add a phone number',
    group: 'people',
    of: ['SetAddress'],
    async prepare() {
      const asked = await proofOf(await registered());
      return () => http(SetAddress, asked);
    },
  },
  {
    name: 'change my e-mail address',
    group: 'people',
    of: ['SetAddress'],
    async prepare() {
      const asked = await proofOf(await registered(), { channel: 'email', address: 'quinn.new@example.com' });
      return () => http(SetAddress, asked);
    },
  },
  {
    name: 'remove my phone number',
    group: 'people',
    of: ['RemoveAddress'],
    async prepare() {
      const asked = await proofOf(await registered());
      await http(SetAddress, asked);
      return () => http(RemoveAddress, { as: asked.as, params: { channel: 'sms' } });
    },
  },
  {
    name: 'the stream: a change of addresses',
    group: 'people',
    of: ['tellAddressChanges'],
    async prepare() {
      const { records } = await changed();
      return () => stream('social', records);
    },
  },
  {
    name: 'tell of a change of addresses',
    group: 'people',
    of: ['queues/send-code'],
    async prepare() {
      const { as } = await changed();
      return () => queue('send-code', { userId: as.userId, number: 1, api: 'https://api.example' });
    },
  },
  {
    name: 'the page that undoes a change of addresses',
    group: 'people',
    of: ['ShowUndo'],
    async prepare() {
      const asked = await linkOf((await changed()).as);
      return () => http(ShowUndo, asked);
    },
  },
  {
    name: 'undo a change of addresses',
    group: 'people',
    of: ['UndoAddressChange'],
    async prepare() {
      const asked = await linkOf((await changed()).as);
      return () => http(UndoAddressChange, asked);
    },
  },
  {
    name: 'recover an account, the second admin',
    group: 'people',
    of: ['RecoverAccount'],
    async prepare() {
      const { userId } = await registered();
      const admins = [await bettor('adele', { role: 'admin' }), await bettor('bruno', { role: 'admin' })];
      const asked = { params: { user: userId }, body: { ...phone, reason: 'Lost the phone and the mailbox.' } };
      await http(RecoverAccount, { as: admins[0], ...asked });
      return () => http(RecoverAccount, { as: admins[1], ...asked });
    },
  },
];
