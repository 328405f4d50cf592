import { until } from './until.ts';

/** One message that left for an address, as the emulator kept it. */
interface Mail {
  readonly text: string;
}

/** What the emulator kept of mails and text messages. */
export function mailbox(awsEndpoint: () => string) {
  async function kept<T>(path: string): Promise<T> {
    const response = await fetch(`${awsEndpoint()}/_ministack/${path}`, { signal: AbortSignal.timeout(10_000) });
    return (await response.json()) as T;
  }

  /** All that was sent to a phone, the oldest first. */
  async function textsTo(phone: string): Promise<Mail[]> {
    type Kept = { sms_messages: Record<string, { Message: string }[]> };
    const { sms_messages } = await kept<Kept>(`sns/sms-messages?phoneNumber=${encodeURIComponent(phone)}`);
    return Object.values(sms_messages)
      .flat()
      .map(({ Message }) => ({ text: Message }));
  }

  /** All that was sent to an e-mail address or a phone number, the oldest first. */
  async function mailTo(address: string): Promise<Mail[]> {
    if (address.startsWith('+')) return textsTo(address);
    const { messages } = await kept<{ messages: Record<string, { To: string[]; BodyText: string }[]> }>('ses/messages');
    return Object.values(messages)
      .flat()
      .filter(({ To }) => To.includes(address))
      .map(({ BodyText }) => ({ text: BodyText }));
  }

  /** Every code that was sent to an address, the oldest first. */
  const codesTo = async (address: string): Promise<string[]> =>
    (await mailTo(address)).flatMap(({ text }) => /\b\d{6}\b/.exec(text)?.[0] ?? []);

  /** Waits for the next code after `seen` earlier ones. */
  const nextCode = (address: string, seen: number): Promise<string> =>
    until(`a code to ${address}`, async () => (await codesTo(address))[seen]);

  return { mailTo, codesTo, nextCode };
}
