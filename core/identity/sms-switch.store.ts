import { smsSwitchEntity } from './sms-switch.entity.ts';

/** True unless an operator has switched text messages off. 0.5 RRU. */
export async function textsAreOn(): Promise<boolean> {
  const { data } = await smsSwitchEntity().get({ name: 'sms' }).go();
  return data?.on !== false;
}

/** 1 WRU. */
export async function setTexts(on: boolean, reason: string, now: Date): Promise<void> {
  await smsSwitchEntity().put({ name: 'sms', on, reason, at: now.toISOString() }).go();
}
