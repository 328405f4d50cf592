import type { DomainData } from '#data/data-row';

const NOT_YET = 'not yet';
const DECISION = 'the record of a decision stays, with an id without a person';
const DECIDER = 'names the person who decided';
const ROW = 'names the row';

/** The register of what signing in, and decisions on accounts, store. Addresses are hashed with a secret (`identityKey`) or sealed. */
export const identityData: DomainData = {
  identity: {
    purpose: 'gives an address one owner, and finds the account by it',
    retention: 'as long as the account has the address',
    personal: ['identityKey', 'userId', 'channel', 'verifiedAt', 'seenAt'],
    other: [],
    purposes: { seenAt: 'a number that nobody has used for long needs a second proof' },
    unexported: 'repeats `user`',
    unerased: NOT_YET,
  },
  attempt: {
    purpose: 'the guesses at a code',
    retention: '10 minutes',
    personal: ['subject'],
    other: ['attemptHash', 'digits', 'guesses', 'expiresAt'],
    unexported: 'gone within minutes',
    unerased: 'gone within minutes',
  },
  device: {
    purpose: 'limits the codes that a known device asks for apart from those of strangers',
    retention: '180 days after the sign-in',
    personal: ['tokenHash', 'userId', 'identityKey', 'createdAt'],
    other: ['expiresAt'],
    unexported: NOT_YET,
    unerased: NOT_YET,
  },
  registration: {
    purpose: 'a proven address whose holder may register',
    retention: '10 minutes',
    personal: ['identityKey', 'channel', 'sealed', 'verifiedAt', 'usedAt'],
    other: ['tokenHash', 'expiresAt'],
    unexported: 'gone within minutes',
    unerased: 'gone within minutes',
  },
  agerefusal: {
    purpose: 'keeps somebody under 18 from stating another date of birth',
    retention: '24 hours',
    personal: ['identityKey', 'refusedAt'],
    other: ['expiresAt'],
    unexported: 'belongs to nobody with an account',
    unerased: 'lasts to its end',
  },
  addresshold: {
    purpose: 'sends no mail to an address that bounced or complained',
    retention: '14 days after a bounce, 90 days after a complaint',
    personal: ['identityKey', 'reason', 'heldAt'],
    other: ['expiresAt'],
    unexported: NOT_YET,
    unerased: 'lasts to its end: it spares the address our mail',
  },
  grant: {
    purpose: 'proves one sign-in to Cognito',
    retention: '60 seconds',
    personal: ['userId'],
    other: ['grantHash', 'nonce', 'expiresAt'],
    unexported: 'gone within a minute',
    unerased: 'gone within a minute',
  },
  session: {
    purpose: 'a sign-in, so that its person can end it',
    retention: '7 days after the sign-in',
    personal: ['sessionId', 'createdAt', 'endedAt', 'device', 'userId', 'newDevice', 'rotatedAt'],
    other: ['generation', 'sealed', 'origin', 'expiresAt'],
    purposes: { device: 'the device as it described itself', newDevice: 'tells the other devices of a new one' },
    unexported: { userId: ROW, newDevice: NOT_YET, rotatedAt: NOT_YET },
  },
  addresschange: {
    purpose: 'undoes a change of addresses that somebody else made',
    retention: '72 hours',
    personal: ['number', 'kind', 'channel', 'at', 'userId', 'before'],
    other: ['expiresAt'],
    unexported: { userId: ROW, before: 'the addresses of before, sealed: not yet' },
  },
  recovery: {
    purpose: 'an address that two admins give to somebody who has lost theirs',
    retention: 'until the second admin, within days',
    personal: ['channel', 'at', 'userId', 'identityKey', 'reason', 'by'],
    other: ['expiresAt'],
    unexported: { userId: ROW, identityKey: 'a hash', reason: NOT_YET, by: DECIDER },
  },
  banfact: {
    purpose: 'a ban or the lifting of one',
    retention: 'for ever',
    personal: ['userId', 'number', 'kind', 'scope', 'reason', 'startsAt', 'endsAt', 'by'],
    other: [],
    unexported: { userId: ROW, by: DECIDER },
    unerased: DECISION,
  },
  rolefact: {
    purpose: 'a role that somebody was given',
    retention: 'for ever',
    personal: ['userId', 'number', 'role', 'reason', 'at', 'by'],
    other: [],
    unexported: { userId: ROW, by: DECIDER },
    unerased: DECISION,
  },
  tierfact: {
    purpose: 'a tier that somebody was given',
    retention: 'for ever',
    personal: ['userId', 'number', 'tier', 'until', 'reason', 'at', 'by'],
    other: [],
    unexported: { userId: ROW, by: DECIDER },
    unerased: DECISION,
  },
  termsfact: {
    purpose: 'proves which terms of use and privacy text the person has accepted, and when',
    retention: 'as long as the account',
    personal: ['userId', 'terms', 'privacy', 'at'],
    other: [],
    unexported: { userId: ROW },
  },
  smsswitch: {
    purpose: 'ends all text messages',
    retention: 'for ever, one row',
    personal: [],
    other: ['name', 'on', 'reason', 'at'],
  },
};
