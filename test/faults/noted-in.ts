/** Names the file into which `npm run proof -- faults` has times noted, a line of JSON each. */
export const NOTED_IN = 'FAULTS_NOTED_IN';
