/** A stand-in for the program around identity, reduced to one page that says who is there. For tests. */
export { startProgramStandIn, type ProgramStandIn } from './program.ts';
