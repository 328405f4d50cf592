import { describe, expect, it } from 'vitest';
import { holdOf, MailEvent } from './mail-event-rules.ts';

const time = '2026-11-23T12:00:00Z';
const mail = {
  timestamp: '2026-11-23T11:59:58.012Z',
  source: 'codes@youbet.example',
  sendingAccountId: '111122223333',
  messageId: 'EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000',
  destination: ['ann@example.com'],
  headersTruncated: false,
  commonHeaders: { from: ['codes@youbet.example'], to: ['ann@example.com'], subject: 'Your YouBet code' },
  tags: { 'ses:configuration-set': ['youbet-prod'] },
};
/** The envelope of EventBridge around what SES publishes. */
const event = (type: string, detail: object) => ({
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': type,
  source: 'aws.ses',
  account: '111122223333',
  time,
  region: 'eu-west-1',
  resources: ['arn:aws:ses:eu-west-1:111122223333:configuration-set/youbet-prod'],
  detail,
});
const bounce = (bounceType: string, bounceSubType = 'General') =>
  event('Email Bounced', {
    eventType: 'Bounce',
    mail,
    bounce: {
      bounceType,
      bounceSubType,
      bouncedRecipients: [{ emailAddress: 'ben@example.com', action: 'failed', status: '5.1.1' }],
      timestamp: '2026-11-23T11:59:59.669Z',
      feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
    },
  });
const complaint = (fields: object) =>
  event('Email Complaint Received', {
    eventType: 'Complaint',
    mail,
    complaint: { complainedRecipients: [{ emailAddress: 'ben@example.com' }], feedbackId: 'x', ...fields },
  });
const DAY = 86_400;
const seconds = Date.parse(time) / 1000;

describe('a hold', () => {
  it.each([
    ['a hard bounce', bounce('Permanent'), 'bounce', 14],
    ['a hard bounce without a mailbox', bounce('Permanent', 'NoEmail'), 'bounce', 14],
    ['a complaint', complaint({ complaintFeedbackType: 'abuse' }), 'complaint', 90],
    ['a complaint without a type', complaint({}), 'complaint', 90],
    ['a complaint whose type is null', complaint({ complaintFeedbackType: null }), 'complaint', 90],
  ] as const)('follows from %s, and lasts for days from the event', (_, raw, reason, days) => {
    const hold = { reason, heldAt: '2026-11-23T12:00:00.000Z', expiresAt: seconds + days * DAY };
    expect(holdOf(MailEvent.parse(raw))).toEqual(hold);
  });

  it.each([
    ['a full mailbox', bounce('Transient', 'MailboxFull')],
    ['an unclear bounce', bounce('Undetermined', 'Undetermined')],
    ['a complaint that is taken back', complaint({ complaintFeedbackType: 'not-spam' })],
  ])('does not follow from %s', (_, raw) => {
    expect(holdOf(MailEvent.parse(raw))).toBeNull();
  });
});

it.each([
  ['another event', event('Email Delivered', { eventType: 'Delivery', mail, delivery: {} })],
  [
    'a mail to several people',
    event('Email Bounced', { ...bounce('Permanent').detail, mail: { destination: ['a@b.c', 'd@e.f'] } }),
  ],
])('%s is not read, and the error does not quote an address', (_, raw) => {
  const { error } = MailEvent.safeParse(raw);
  expect(error).toBeDefined();
  expect(JSON.stringify(error)).not.toContain('@');
});
