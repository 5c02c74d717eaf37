/** Numbers, shares, lengths and times as people write them, read as written or not at all. */
export * from './amounts.ts';
export * from './figures.ts';
