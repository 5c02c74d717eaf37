/** The rows of a database as a file, which another database of this program can take, embedded or on a server. */
export type { DataHeader } from './format.ts';
export { FORMAT, FORMAT_VERSION } from './format.ts';
export { DataFileError } from './problem.ts';
export { tablesOf } from './catalog.ts';
export { exportData, type Exported } from './export-data.ts';
export { checkDataFile, importData } from './import-data.ts';
