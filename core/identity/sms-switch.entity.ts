import { entity, primary } from '#data/entity';

/** The one switch of text messages. Without a row they are on. */
export const smsSwitchEntity = entity('smsswitch', {
  attributes: {
    name: { type: ['sms'] as const, required: true, readOnly: true },
    on: { type: 'boolean', required: true },
    reason: { type: 'string', required: true },
    at: { type: 'string', required: true },
  },
  indexes: { primary: primary(['name']) },
});
