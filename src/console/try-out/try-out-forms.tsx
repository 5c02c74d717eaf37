import type { Operator } from '../../identity/index.ts';
import { roleFor } from '../../roles/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { NotYours } from '../frame/not-yours.tsx';
import type { TryOut } from './try-out.ts';

export const EXAMPLE_PATH = '/console/try-out/example';

type Shown = { readonly operator: Operator | null; readonly tryOut: TryOut | null };

/** Where nothing is loaded: a first release at the press of a button. */
export function TryExample({ operator, tryOut }: Shown) {
  if (!tryOut?.example || !operator) return null;
  return (
    <section class="panel screen-only" aria-labelledby="try-example">
      <h2 id="try-example">New here?</h2>
      <p>{ONLY_HERE}</p>
      {isFor(operator) ? (
        <form class="form" method="post" action={EXAMPLE_PATH}>
          <button class="button" type="submit">
            Try it with the example plan
          </button>
          <p class="quiet form__effect">
            Loads the plan of the contacts page in your name, with stages of ten minutes. Nothing is
            opened for anyone yet.
          </p>
        </form>
      ) : (
        <NotYours what="Loading the example plan" action="load" />
      )}
    </section>
  );
}

const ONLY_HERE = 'This is a development server: the people are made up, and so is what they do.';

const isFor = ({ roles }: Operator) => roleFor(roles, 'load') !== null;

/** On the page of a release: what the world outside would do by itself. */
export function TryOutForms({ operator, tryOut, id }: Shown & { readonly id: string }) {
  if (!tryOut || !operator) return null;
  const forms = FORMS.filter(({ what }) => what !== 'send-veterans' || tryOut.letVeteransCome);
  return (
    <section class="panel screen-only" aria-labelledby="try-out">
      <h2 id="try-out">Try it out (development only)</h2>
      <p>{ONLY_HERE}</p>
      {isFor(operator) ? (
        <div class="fields try-out">
          {forms.map(({ what, label, effect }) => (
            <form class="form" method="post" action={`${releasePath(id)}/try-out/${what}`}>
              <button class="button button--secondary" type="submit">
                {label}
              </button>
              <p class="quiet form__effect">{effect}</p>
            </form>
          ))}
        </div>
      ) : (
        <NotYours what="Trying things out" action="load" />
      )}
    </section>
  );
}

const FORMS = [
  {
    what: 'send-veterans',
    label: 'Let synthetic Veterans come',
    effect: 'For two minutes made-up Veterans sign in and open the page, if they have it.',
  },
  {
    what: 'break-page',
    label: 'Break the page',
    effect: 'Every second answer of the contacts page fails, until you fix it.',
  },
  { what: 'mend-page', label: 'Fix the page', effect: 'The page answers as it should again.' },
] as const;
