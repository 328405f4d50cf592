/**
 * Markets on players. The players started these games; the lines and prices are made up.
 * A row is the player, the line (null for a yes-or-no market), the price of over or yes, and the price of under or no (null where a book
 * does not quote it). Prices are American odds.
 */
export type PlayerRow = readonly [player: string, point: number | null, first: number, second: number | null];

/** By home team, then by the provider's name of the market. */
export const PLAYERS: Readonly<Record<string, Readonly<Record<string, readonly PlayerRow[]>>>> = {
  'Los Angeles Rams': {
    player_pass_yds: [
      ['Josh Allen', 273.5, -115, -105],
      ['Matthew Stafford', 266.5, -110, -110],
    ],
    player_pass_tds: [['Josh Allen', 1.5, -170, 140]],
    player_receptions: [
      ['Cooper Kupp', 7.5, -120, -110],
      ['Stefon Diggs', 6.5, 105, -135],
    ],
    player_reception_yds: [['Cooper Kupp', 88.5, -110, -110]],
    player_anytime_td: [
      ['Cooper Kupp', null, -130, 100],
      ['Gabriel Davis', null, 125, null],
    ],
  },
  'Atlanta Falcons': {
    player_pass_yds: [['Jameis Winston', 244.5, -110, -110]],
    player_rush_yds: [['Alvin Kamara', 61.5, -115, -105]],
    player_receptions: [['Kyle Pitts', 4.5, -125, 105]],
    player_anytime_td: [['Cordarrelle Patterson', null, 150, null]],
  },
  'Carolina Panthers': {
    player_pass_yds: [['Baker Mayfield', 222.5, -110, -110]],
    player_rush_yds: [
      ['Nick Chubb', 82.5, -115, -105],
      ['Christian McCaffrey', 66.5, -110, -110],
    ],
    player_anytime_td: [['Christian McCaffrey', null, -160, null]],
  },
  'Chicago Bears': {
    player_rush_yds: [['Trey Lance', 44.5, -105, -115]],
    player_receptions: [['Darnell Mooney', 4.5, -130, 110]],
    player_reception_yds: [['Deebo Samuel', 56.5, -110, -110]],
    player_anytime_td: [['Deebo Samuel', null, 115, null]],
  },
  'Cincinnati Bengals': {
    player_pass_yds: [['Joe Burrow', 272.5, -110, -110]],
    player_pass_tds: [['Joe Burrow', 1.5, -150, 125]],
    player_rush_yds: [['Najee Harris', 62.5, -105, -115]],
    player_reception_yds: [["Ja'Marr Chase", 73.5, -115, -105]],
    player_anytime_td: [["Ja'Marr Chase", null, 105, null]],
  },
  'Detroit Lions': {
    player_pass_yds: [['Jared Goff', 236.5, -110, -110]],
    player_rush_yds: [['Jalen Hurts', 47.5, -110, -110]],
    player_receptions: [['A.J. Brown', 4.5, -120, 100]],
    player_anytime_td: [['Jalen Hurts', null, 100, -125]],
  },
  'Houston Texans': {
    player_rush_yds: [['Jonathan Taylor', 99.5, -110, -110]],
    player_receptions: [['Brandin Cooks', 5.5, 110, -140]],
    player_anytime_td: [['Jonathan Taylor', null, -190, null]],
  },
  'Crystal Palace': {
    player_shots_on_target: [
      ['Gabriel Jesus', 1.5, 135, -175],
      ['Wilfried Zaha', 0.5, -160, 125],
    ],
    player_assists: [['Bukayo Saka', 0.5, 275, null]],
    player_goal_scorer_anytime: [
      ['Gabriel Jesus', null, 150, null],
      ['Wilfried Zaha', null, 285, null],
    ],
  },
  Fulham: {
    player_shots_on_target: [
      ['Mohamed Salah', 1.5, -115, -115],
      ['Aleksandar Mitrović', 0.5, -185, 145],
    ],
    player_assists: [['Trent Alexander-Arnold', 0.5, 210, -300]],
    player_goal_scorer_anytime: [
      ['Mohamed Salah', null, -110, null],
      ['Aleksandar Mitrović', null, 260, null],
    ],
  },
};
