import { Command } from 'commander';

import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { done, type CommandOutcome } from '../outcome.ts';
import { onServer, withActor, withJson, type CommonOptions } from '../run.ts';
import type { Server } from '../server.ts';

const DELIVERIES = '/api/release/deliveries';

/** A delivery as the server lists it. */
type ListedDelivery = {
  readonly key: string;
  readonly alert: { readonly at: string; readonly urgency: string; readonly text: string };
  readonly attempts: number;
  readonly answer: string | null;
  readonly state: 'taken' | 'waiting' | 'refused' | 'given-up';
};

/** Alerts that the program sent: whether they were taken, and sending one again. */
export function alertsCommand(): Command {
  return new Command('alerts')
    .description('list the alerts that were sent and whether they were taken; send one again')
    .addCommand(listCommand())
    .addCommand(resendCommand());
}

function listCommand(): Command {
  return withJson(new Command('list'))
    .description('list the newest alerts: key, time, what became of it, how often it was tried')
    .action((options: CommonOptions) => onServer(options, list));
}

async function list(server: Server): Promise<CommandOutcome> {
  const answer = await server.get(DELIVERIES);
  if (!answer.ok) return answer.error;
  const { areSent, deliveries } = answer.value as {
    readonly areSent: boolean;
    readonly deliveries: readonly ListedDelivery[];
  };
  const none = areSent ? [] : ['No alerts are sent: ALERT_URL is not set.'];
  const lines = deliveries.length > 0 ? deliveries.map(inWords) : ['There has been no alert yet.'];
  return done([...none, ...lines].join('\n'), answer.value);
}

const STATES = {
  taken: 'taken',
  waiting: 'still to be delivered',
  refused: 'refused, and left out',
  'given-up': 'given up',
};

function inWords({ key, alert, attempts, answer, state }: ListedDelivery): string {
  const why = state === 'taken' || answer === null ? '' : ` ${answer}`;
  const tried = `tried ${attempts} ${attempts === 1 ? 'time' : 'times'}.`;
  const head = `${timeInEasternTime(alert.at)}  ${alert.urgency}: ${alert.text}`;
  return `${head}\n  ${STATES[state]}, ${tried}${why}\n  key: ${key}`;
}

function resendCommand(): Command {
  return withActor(new Command('resend'))
    .description('send an alert again that was refused or given up')
    .argument('<key>', 'the key of the alert in the list')
    .action((key: string, options: CommonOptions) =>
      onServer(options, async (server) => {
        const answer = await server.send('POST', `${DELIVERIES}/resend`, { key });
        return answer.ok ? done('The receiver took the alert.', answer.value) : answer.error;
      }),
    );
}
