import type { Call, Expression } from './expression.ts';
import { fitting, type Parameter } from './parameter.ts';
import { placeOfArgument, problemAt, type Place } from './place.ts';
import { KIND_IN_WORDS } from './value.ts';

/** What makes a call fail for everybody, whoever the actor is; null when nothing does. */
export function misfitIn({ operator, args }: Call, within: Place) {
  const { least, most } = operator;
  if (args.length < least || args.length > most) {
    return problemAt(within, `found ${counted(args.length)}, expected ${allowed(least, most)}`);
  }
  for (const [index, arg] of args.entries()) {
    const misfit = misfitOf(arg, operator.parameterAt(index));
    if (misfit !== null) return problemAt(placeOfArgument(within, index), misfit);
  }
  return null;
}

function counted(args: number): string {
  if (args === 0) return 'no arguments';
  return args === 1 ? '1 argument' : `${args} arguments`;
}

function allowed(least: number, most: number): string {
  if (most === 0) return 'none';
  return least === most ? String(least) : `at most ${most}`;
}

function misfitOf(arg: Expression, parameter: Parameter<unknown>): string | null {
  if (arg.kind === 'constant') {
    const argument = fitting(parameter, arg.value);
    return argument.ok ? null : argument.error.sentence;
  }
  const { gives } = arg.operator;
  if (gives === null || parameter.kinds.includes(gives)) return null;
  return `found ${KIND_IN_WORDS[gives]}, expected ${parameter.expected}`;
}
