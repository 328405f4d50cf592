import type { DomainData } from '#data/data-row';

/** The register of what accounts store. */
export const usersData: DomainData = {
  user: {
    purpose: 'the account and its public profile',
    retention: 'as long as the account',
    personal: [
      ...['userId', 'handle', 'handleChangedAt', 'held', 'displayName', 'bio', 'private', 'listsVisible', 'whoCanMessage'],
      ...['whoCanAdd', 'sports', 'avatarId', 'avatarAlt', 'role', 'tier', 'tierUntil', 'dateOfBirth', 'ageVerifiedAt'],
      ...['addresses', 'ban', 'postingBan', 'messagingBan', 'signedOutAt', 'createdAt', 'terms', 'deletesAt', 'standing'],
      'identities',
    ],
    other: ['shard', 'bans', 'addressChanges', 'dataKey'],
    purposes: {
      ...{ private: 'the choice who sees what the person makes', listsVisible: 'the choice who sees the lists of follows' },
      ...{ whoCanMessage: 'the choice who may begin a conversation', whoCanAdd: 'the choice who may add the person to a group' },
      ...{ sports: 'chooses trending items for the home feed', role: 'decides what the person may do', tier: 'sets limits' },
      ...{ dateOfBirth: 'proves the age of 18 that the law asks for', ageVerifiedAt: 'proves that the age was checked' },
      ...{ addresses: 'sealed; signs the person in, and reaches them', ban: 'keeps a banned person out' },
      ...{ postingBan: 'keeps a banned person from posting', messagingBan: 'keeps a banned person from messages' },
      terms: 'asks the person again when the texts change',
      standing: 'closes what the age, the region or the person themselves close',
      identities: 'signs the person in by Apple or Google',
      dataKey: 'seals the addresses; wrapped by KMS, for this person alone',
      signedOutAt: 'ends sessions that began before a ban',
      deletesAt: 'hides a person who has asked to be erased',
    },
    unexported: {
      terms: 'repeats `termsfact`',
      standing: 'repeats `carefact`',
      addresses: 'opened, with what signing in keeps',
      identities: 'of each the provider and the instant at which it was linked, with what signing in keeps',
    },
  },
  card: {
    purpose: 'the names and the record beside everything that a person made',
    retention: 'as long as the account',
    personal: [
      ...['userId', 'handle', 'displayName', 'private', 'avatarId', 'bannedUntil', 'excludedUntil', 'deleting', 'quotedDecided'],
      ...['quotedTurnover', 'quotedProfit'],
    ],
    other: [],
    unexported: 'repeats `user` and `stats`',
  },
  handle: {
    purpose: 'makes a handle unique, and holds one that was left',
    retention: 'as long as the person has the handle, and 30 days more',
    personal: ['handle', 'userId'],
    other: ['expiresAt'],
    unexported: 'repeats `user`',
  },
  handlereservation: {
    purpose: 'keeps others from the handle of somebody who was erased',
    retention: '90 days after the erasure',
    personal: ['handleKey'],
    other: ['expiresAt'],
    purposes: { handleKey: 'the HMAC of the handle' },
    unexported: 'belongs to nobody with an account',
    unerased: 'lasts to its end',
  },
  privacymark: {
    purpose: 'the newest instant at which any account became private, for answers that are kept for all',
    retention: 'for ever',
    personal: [],
    other: ['name', 'at'],
  },
};
