import { Command } from 'commander';

import type { Outcome } from '../../outcome.ts';
import { onServer, withActor, type CommonOptions } from '../../run.ts';
import type { Server } from '../../server.ts';
import { postStep } from './post-step.ts';

type StepOptions = CommonOptions & {
  readonly reason?: string;
  readonly override?: boolean;
  readonly upTo?: string;
};

const STEPS = {
  start: 'open Phase I, moderated production testing',
  go: 'sign the go for the rollout',
  'no-go': 'sign a no-go',
  advance: 'open the next stage of the rollout',
  hold: 'stop the release from moving',
  resume: 'let a held release move again',
  rollback: 'close the feature for everybody, testers too',
  close: 'end the release: it is carried out, or given up',
} as const;

const UP_TO = 'for no stage after this one, such as A, until what --reason names is closed';

/** One command for each step that a person may ask for. */
export function stepCommands(): readonly Command[] {
  return Object.entries(STEPS).map(([step, description]) => stepCommand(step, description));
}

function stepCommand(step: string, description: string): Command {
  const command = withActor(new Command(step))
    .description(description)
    .argument('[plan]', 'the plan’s id; may be left out when one is loaded')
    .option('--reason <text>', 'why; printed in the report');
  if (step === 'advance')
    command.option('--override', 'although the plan’s conditions are not met');
  if (step === 'go') command.option('--up-to <stage>', UP_TO);
  return command.action((plan: string | undefined, options: StepOptions) =>
    onServer(options, (server) => takeStep(server, { step, plan, options })),
  );
}

async function takeStep(
  server: Server,
  asked: { step: string; plan: string | undefined; options: StepOptions },
): Promise<Outcome> {
  const { step, plan, options } = asked;
  const { reason, override, upTo } = options;
  return postStep(server, { plan, path: `steps/${step}`, body: { reason, override, upTo } });
}
