import { table } from './testdata/table.ts';
import { type EventInput, known } from './testdata/tickets.ts';

const duel = (ann: object, bob: object): EventInput => known({ entries: { Ann: ann, Bob: bob } });
const versus = { opponents: ['Bob'] };
table('head to head', [
  ['golf head_to_head Ann', duel({ position: 3 }, { position: 9 }), 'win', versus],
  ['golf head_to_head Ann', duel({ position: 9 }, { position: 3 }), 'loss', versus],
  ['golf head_to_head Ann', duel({ position: 3 }, { position: 3 }), 'push', versus],
  ['golf head_to_head Ann', duel({ score: 270 }, { score: 271 }), 'win', versus],
  ['golf head_to_head Ann', duel({ position: 3 }, { started: false }), 'void DNP', versus],
  ['golf head_to_head Ann', duel({ started: false }, { position: 3 }), 'void DNP', versus],
  ['golf head_to_head Ann', duel({ cut: 'missed' }, { cut: 'made' }), 'loss', versus],
  ['golf head_to_head Ann', duel({ cut: 'made' }, { cut: 'missed' }), 'win', versus],
  [
    'golf head_to_head Ann',
    duel({ cut: 'missed', score: 145, position: 90 }, { cut: 'missed', score: 146, position: 80 }),
    'win',
    versus,
  ],
  [
    'golf head_to_head Ann',
    duel({ cut: 'missed', position: 90 }, { cut: 'missed', position: 80 }),
    'ungradeable NO_FACTS',
    versus,
  ],
  ['golf head_to_head Ann', duel({ position: 3 }, {}), 'ungradeable NO_FACTS', versus],
  ['golf head_to_head Ann', duel({}, { position: 3 }), 'ungradeable NO_FACTS', versus],
  ['golf head_to_head Ann', duel({}, { score: 3 }), 'ungradeable NO_FACTS', versus],
  ['golf head_to_head Ann', duel({ score: 3 }, {}), 'ungradeable NO_FACTS', versus],
  ['golf head_to_head Ann', duel({ position: 3 }, { position: 4 }), 'ungradeable NO_FACTS'],
  ['golf head_to_head Ann', duel({ position: 3 }, { position: 4 }), 'ungradeable NO_FACTS', { opponents: ['Cid'] }],
  ['golf head_to_head Cid', duel({ position: 3 }, { position: 4 }), 'ungradeable NO_FACTS', versus],
  ['motor_racing head_to_head home', known({ entries: { home: { position: 1 }, away: { position: 2 } } }), 'win'],
  ['motor_racing head_to_head away', known({ entries: { home: { position: 1 }, away: { position: 2 } } }), 'loss'],
  ['golf head_to_head Ann', known({ won: true }), 'win'],
  ['golf head_to_head Ann', known({ won: false }), 'loss'],
  ['golf head_to_head Ann', known({ tied: { k: 2, places: 1 } }), 'push'],
  ['golf head_to_head Ann', known({ started: false, won: true }), 'void DNP'],
  ['golf head_to_head Ann', known({}), 'ungradeable NO_FACTS'],
]);

const ball = (ann: object, bob: object, cid: object): EventInput => known({ entries: { Ann: ann, Bob: bob, Cid: cid } });
table('groups', [
  ['golf group Ann', ball({ score: 68 }, { score: 69 }, { score: 70 }), 'win'],
  ['golf group Ann', ball({ score: 68 }, { score: 68 }, { score: 70 }), 'dead_heat'],
  ['golf group Ann', ball({ score: 69 }, { score: 70 }, { score: 68 }), 'loss'],
  ['golf group Ann', ball({ score: 69 }, { score: 70 }, { score: 68 }), 'win', { opponents: ['Bob'] }],
  ['golf group Ann', ball({ score: 69 }, { score: 70 }, { started: false }), 'win'],
  ['golf group Ann', ball({ started: false }, { score: 70 }, { score: 71 }), 'void DNP'],
  ['golf group Ann', ball({ score: 69 }, { score: 70 }, {}), 'ungradeable NO_FACTS'],
  ['golf group Ann', ball({ score: 69 }, { score: 70 }, {}), 'ungradeable NO_FACTS', { opponents: ['Dan'] }],
  ['golf group Dan', ball({ score: 69 }, { score: 70 }, {}), 'ungradeable NO_FACTS'],
  ['golf group Ann', known({ position: 1 }), 'win'],
  ['golf group Ann', known({ position: 2 }), 'loss'],
]);

table('outrights', [
  ['golf outright Ann', known({ won: true }), 'win'],
  ['golf outright Ann', known({ won: false }), 'loss'],
  ['golf outright Ann', known({ won: false, position: 1 }), 'loss'],
  ['golf outright Ann', known({ position: 1 }), 'win'],
  ['golf outright Ann', known({ position: 2, tied: { k: 2, places: 1 } }), 'loss'],
  ['golf outright Ann', known({ tied: { k: 2, places: 1 } }), 'dead_heat'],
  ['golf outright Ann', known({ won: true, tied: { k: 2, places: 1 } }), 'dead_heat'],
  ['golf outright Ann', known({ entries: { Ann: { position: 1 }, Bob: { position: 1 } } }), 'dead_heat'],
  ['golf outright Ann', known({ entries: { Ann: { position: 1 }, Bob: { position: 2 } } }), 'win'],
  ['golf outright Ann', known({ entries: { Ann: { won: true }, Bob: {} } }), 'win'],
  ['golf outright Ann', known({ entries: { Bob: { position: 1 } } }), 'ungradeable NO_FACTS'],
  ['golf outright Ann', known({}), 'ungradeable NO_FACTS'],
  ['horse_racing outright Ann', known({ started: false }), 'void NON_RUNNER'],
]);

table('who is out has no place', [
  ['golf outright Ann', known({ cut: 'missed' }), 'loss'],
  ['golf top_n Ann 10', known({ cut: 'missed' }), 'loss'],
  ['golf top_n Ann 10', known({ cut: 'withdrew', score: 76 }), 'loss'],
  ['golf outright Ann', known({ cut: 'made', finished: false }), 'loss'],
  ['golf top_n Ann 10', known({ cut: 'made', finished: false }), 'loss'],
  ['motor_racing top_n Ann 3', known({ finished: false }), 'loss'],
  // A driver who was classified without finishing has a place all the same.
  ['motor_racing top_n Ann 3', known({ finished: false, position: 3 }), 'win'],
  ['golf top_n Ann 10', known({ cut: 'made' }), 'ungradeable NO_FACTS'],
  ['golf outright Ann', known({ cut: 'none' }), 'ungradeable NO_FACTS'],
  ['golf top_n Ann 10', known({ cut: 'missed', started: false }), 'void NON_RUNNER'],
  ['golf top_n Ann 10', known({ cut: 'missed', position: 8, score: 150 }), 'win'],
  ['golf head_to_head Ann', duel({ cut: 'withdrew', score: 76 }, { cut: 'made', score: 280 }), 'loss', versus],
  ['golf head_to_head Ann', duel({ cut: 'withdrew', score: 76 }, { cut: 'missed', score: 150 }), 'loss', versus],
  ['golf head_to_head Ann', duel({ cut: 'withdrew', score: 76 }, { cut: 'withdrew', score: 75 }), 'ungradeable NO_FACTS', versus],
  ['golf head_to_head Ann', duel({ cut: 'made', finished: false }, { cut: 'made', position: 40 }), 'loss', versus],
  ['golf head_to_head Ann', duel({ cut: 'made', finished: false }, { cut: 'missed', score: 150 }), 'win', versus],
  ['golf group Ann', ball({ cut: 'missed', score: 150 }, { cut: 'missed', score: 151 }, { cut: 'withdrew', score: 70 }), 'win'],
]);

table('a cut is over when a tournament is broken off', [
  ['golf make_cut yes', known({ cut: 'made', holes: 40 }, { state: 'abandoned', facts: { cut: 'made', holes: 30 } }), 'win'],
  ['golf make_cut no', known({}, { state: 'abandoned', facts: { cut: 'made', holes: 54, trophy: false } }), 'loss'],
  ['golf make_cut no', known({}, { state: 'abandoned', facts: { cut: 'none' } }), 'void ABANDONED'],
  ['golf make_cut no', known({}, { state: 'abandoned', facts: {} }), 'void ABANDONED'],
  ['golf head_to_head Ann', { ...duel({ cut: 'made' }, { cut: 'missed' }), state: 'abandoned' }, 'win', versus],
  [
    'golf head_to_head Ann',
    { ...duel({ cut: 'made', position: 1 }, { cut: 'made', position: 2 }), state: 'abandoned' },
    'void ABANDONED',
    versus,
  ],
  ['golf outright Ann', known({}, { state: 'abandoned', facts: { cut: 'missed' } }), 'void ABANDONED'],
]);

table('places', [
  ['golf top_n Ann 10', known({ position: 10 }), 'win'],
  ['golf top_n Ann 10', known({ position: 11 }), 'loss'],
  ['golf top_n Ann 10', known({ position: 11, tied: { k: 2, places: 1 } }), 'loss'],
  ['golf top_n Ann 3', known({ entries: { Ann: { position: 3 }, Bob: { position: 3 }, Cid: { position: 3 } } }), 'dead_heat'],
  ['golf top_n Ann 3', known({ entries: { Ann: { position: 2 }, Bob: { position: 2 }, Cid: { position: 4 } } }), 'win'],
  ['golf top_n Ann 5', known({ tied: { k: 3, places: 1 } }), 'dead_heat'],
  ['golf top_n Ann 5', known({ tied: { k: 3, places: 3 } }), 'win'],
  ['golf top_n Ann 1', known({ position: 1 }), 'win'],
  ['golf top_n Ann 0', known({ position: 1 }), 'ungradeable LINE_NOT_ON_GRID'],
  ['golf top_n Ann -1', known({ position: 1 }), 'ungradeable LINE_NOT_ON_GRID'],
  ['golf top_n Ann 2.5', known({ position: 1 }), 'ungradeable LINE_NOT_ON_GRID'],
  ['golf top_n Ann', known({ position: 1 }), 'ungradeable LINE_MISSING'],
  ['golf top_n Ann 5', known({}), 'ungradeable NO_FACTS'],
  ['golf top_n Ann 5', known({ entries: { Bob: { position: 1 } } }), 'ungradeable NO_FACTS'],
  ['motor_racing top_n Ann 3', known({ started: false }), 'void NON_RUNNER'],
]);

table('the cut', [
  ['golf make_cut yes', known({ cut: 'made' }), 'win'],
  ['golf make_cut no', known({ cut: 'made' }), 'loss'],
  ['golf make_cut no', known({ cut: 'missed' }), 'win'],
  ['golf make_cut no', known({ cut: 'withdrew' }), 'win'],
  ['golf make_cut yes', known({ cut: 'withdrew' }), 'loss'],
  ['golf make_cut yes', known({ cut: 'none' }), 'void NO_CUT'],
  ['golf make_cut yes', known({ started: false }), 'void DNP'],
  ['golf make_cut yes', known({}), 'ungradeable NO_FACTS'],
  ['golf make_cut yes', known({ entries: { Bob: { cut: 'made' } } }), 'ungradeable NO_FACTS', { subject: 'Ann' }],
  ['golf make_cut yes', known({ entries: { Ann: { cut: 'made' } } }), 'win', { subject: 'Ann' }],
]);
