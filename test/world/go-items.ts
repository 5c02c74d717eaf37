/** The term of a plan whose test is not about the items of the go/no-go. */
export const NO_ITEMS = 'no go items: this test is about something else';
