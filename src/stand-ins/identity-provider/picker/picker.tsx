import type { StandInPerson } from '../../people/index.ts';
import { renderPage } from './page.tsx';

/** The page to pick who one is: the named people as buttons, anyone else by slug. */
export function renderPicker(
  people: readonly StandInPerson[],
  { unknownSlug }: { readonly unknownSlug?: string } = {},
): string {
  return renderPage(
    unknownSlug === undefined ? 'Pick who you are' : 'Error: Pick who you are',
    <>
      <h1>Pick who you are</h1>
      <p class="lead">
        Everyone here is invented. In production a real identity provider stands in this place.
      </p>
      <form method="post">
        <Group
          id="veterans"
          heading="Veterans"
          description="People who open their Profile on VA.gov."
          people={people.filter(({ group }) => group === 'veterans')}
        />
        <Group
          id="operators"
          heading="Operators"
          description="Staff who plan, run and review the release."
          people={people.filter(({ group }) => group === 'operators')}
        />
      </form>
      <SlugForm unknownSlug={unknownSlug} />
    </>,
  );
}

type GroupProps = {
  readonly id: string;
  readonly heading: string;
  readonly description: string;
  readonly people: readonly StandInPerson[];
};

function Group({ id, heading, description, people }: GroupProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <p>{description}</p>
      <ul class="people">
        {people.map((person) => (
          <li key={person.slug}>
            <Person person={person} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Person({ person }: { readonly person: StandInPerson }) {
  return (
    <button type="submit" name="person" value={person.slug} data-person={person.slug}>
      <span class="name">{person.name}</span>
      <span class="slug">{person.slug}</span>
      <span class="description">{person.description}</span>
    </button>
  );
}

function SlugForm({ unknownSlug }: { readonly unknownSlug: string | undefined }) {
  const isWrong = unknownSlug !== undefined;
  return (
    <section aria-labelledby="others">
      <h2 id="others">One of many</h2>
      <form method="post" class="by-slug">
        <label for="slug">Account name</label>
        <p id="slug-hint">
          Synthetic Veterans, all alike, are called veteran-001, veteran-002 and so on.
        </p>
        {isWrong && (
          <p id="slug-error" class="error">
            Error: there is no person called “{unknownSlug}”. Enter a name such as veteran-001.
          </p>
        )}
        <div class="field">
          <input
            id="slug"
            name="person"
            value={unknownSlug ?? ''}
            required
            autocomplete="off"
            spellcheck={false}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? 'slug-error slug-hint' : 'slug-hint'}
            autofocus={isWrong}
          />
          <button type="submit">Sign in</button>
        </div>
      </form>
    </section>
  );
}
