import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import type { Accounts } from '../../identity/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';
import type { FlagFactsSource, FlagSteps } from './flag-facts.ts';
import type { LookUpOutcome } from './flag-page.tsx';

export type FlagsRoutesDeps = PageFiles & {
  readonly clock: Clock;
  readonly flags: FlagFactsSource;
  readonly flagSteps: FlagSteps;
  readonly access: { readonly accounts: Pick<Accounts, 'accountByEmail'> };
  /** Refuses forms sent from another site. */
  readonly sameOriginOnly: onRequestHookHandler;
};

export type FlagRequest = FastifyRequest<{ Params: { name: string } }>;

export type FlagExchange<Asked extends FastifyRequest = FastifyRequest> = {
  readonly request: Asked;
  readonly reply: FastifyReply;
};

export type ShownFlag = {
  readonly request: FlagRequest;
  readonly reply: FastifyReply;
  /** Looks an account up; left out: nobody. */
  readonly look?: () => Promise<LookUpOutcome | null>;
  /** The step that was just taken, as the address has it. */
  readonly done?: unknown;
  readonly notice?: ConsoleNotice;
  /** As it was typed into a form that was refused. */
  readonly reason?: string;
  readonly asksPlaces?: boolean;
};

/** Shows a flag, and what became of a step with it. */
export type ShowFlag = (showing: ShownFlag) => Promise<FastifyReply>;
