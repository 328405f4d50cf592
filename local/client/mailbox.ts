import { HANG, until } from './until.ts';

/** An e-mail or a text message that the emulator kept instead of sending it. */
export interface KeptMessage {
  /** An e-mail address, or a phone number with its country code (`+12025550100`). */
  readonly to: string;
  readonly text: string;
}

/** The code in each message that has one, in the order of the messages. */
export const codesIn = (messages: readonly KeptMessage[]): string[] =>
  messages.flatMap(({ text }) => /\b\d{6}(?:\d{2})?\b/.exec(text)?.[0] ?? []);

/** Reads the e-mails and text messages that the emulator kept. */
export function mailbox(awsEndpoint: () => string) {
  async function kept<T>(path: string): Promise<T> {
    const response = await fetch(`${awsEndpoint()}/_ministack/${path}`, { signal: AbortSignal.timeout(HANG * 1_000) });
    return (await response.json()) as T;
  }

  async function textMessages(): Promise<KeptMessage[]> {
    const { sms_messages } = await kept<{ sms_messages: Record<string, { Message: string }[]> }>('sns/sms-messages');
    return Object.entries(sms_messages).flatMap(([to, messages]) => messages.map(({ Message }) => ({ to, text: Message })));
  }

  async function emails(): Promise<KeptMessage[]> {
    const { messages } = await kept<{ messages: Record<string, { To: string[]; BodyText: string }[]> }>('ses/messages');
    return Object.values(messages)
      .flat()
      .flatMap(({ To, BodyText }) => To.map((to) => ({ to, text: BodyText })));
  }

  /** All messages of one kind whose recipient matches, the oldest first. */
  const messagesTo = async (kind: 'email' | 'sms', matches: (to: string) => boolean): Promise<KeptMessage[]> =>
    (await (kind === 'sms' ? textMessages() : emails())).filter(({ to }) => matches(to));

  /** All messages to an e-mail address or a phone number, the oldest first. */
  const mailTo = (address: string): Promise<KeptMessage[]> =>
    messagesTo(address.startsWith('+') ? 'sms' : 'email', (to) => to === address);

  /** All codes that were sent to an address, the oldest first. */
  const codesTo = async (address: string): Promise<string[]> => codesIn(await mailTo(address));

  /** Waits for the next code after the first `seen` ones. */
  const nextCode = (address: string, seen: number): Promise<string> =>
    until(`a code to ${address}`, async () => (await codesTo(address))[seen]);

  return { messagesTo, mailTo, codesTo, nextCode };
}
