/** The address of a person by their name, as the local cloud gives it. */
export const addressOf = (name: string): string => `${name.toLowerCase()}@youbet.example`;
const personOf = (name: string) => ({ name, address: addressOf(name), handle: name.toLowerCase() });

/** The people that the seed signs up. The day plays with the first four; the others fill the board. */
export const PEOPLE = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana'].map(personOf);

/** The admin that the seed signs up: states the results of sports of which the provider has none. */
export const ADMIN = personOf('Ada');
