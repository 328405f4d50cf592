/** Handles that nobody may have: names that people would take for ours, and words of our addresses. Without underscores. */
export const RESERVED_HANDLES: ReadonlySet<string> = new Set(
  `
  youbet youbetapp youbetofficial youbetsupport teamyoubet
  admin administrator root system sysadmin owner staff team official operator
  mod moderator moderation support help helpdesk service contact info security abuse
  trust safety compliance legal privacy terms policy responsible gambling
  billing payments payment payout payouts refund refunds wallet bank cash
  everyone here all nobody anonymous guest user users account accounts
  login logout signin signout signup register auth oauth otp verify verified
  api app www web mail email ftp cdn static assets media status docs dev test staging prod
  null undefined true false deleted banned unknown
  events event picks pick stats boards board leaderboard leaderboards feed search settings profile home realtime
  bot bots news press jobs careers about blog
  `
    .trim()
    .split(/\s+/),
);
