import { capitalized } from '../../lib/spelling.ts';
import { ITEM_ANSWERS, type ItemStatus, type ReleaseStatus } from '../../release/index.ts';
import { Choice } from '../forms/choice.tsx';
import { typedValue, type FormFrame } from '../forms/step-form.tsx';
import { DisclosedForm } from '../forms/disclosed-form.tsx';
import { LinkField } from './link-field.tsx';
import { isTheirs, ownerInWords } from '../frame/owned.ts';
import { SaidBy } from './said-by.tsx';

type ItemsParts = { readonly forms: FormFrame; readonly release: ReleaseStatus };

/** What is asked before a go, each with its owner, the answers by name, and a form for whose it is. */
export function Items({ forms, release }: ItemsParts) {
  const { items, dropped } = release.goNoGo;
  const isAsked = release.phase !== 'fully-on' && release.phase !== 'closed';
  return (
    <section aria-labelledby="items">
      <h2 id="items">Items</h2>
      {items.length === 0 && <p>The plan has no go/no-go items.</p>}
      <ol class="room-items">
        {items.map((item) => (
          <Item key={item.number} item={item} forms={isAsked ? forms : null} />
        ))}
      </ol>
      {dropped.length > 0 && (
        <details id="dropped">
          <summary>Not asked by this plan ({dropped.length})</summary>
          <ul>
            {dropped.map(({ text, why }) => (
              <li key={text}>
                {text}: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** `forms`: null where nothing is answered any more. */
type ItemParts = { readonly item: ItemStatus; readonly forms: FormFrame | null };

const STATES: Readonly<Record<ItemStatus['state'], string>> = {
  open: 'Open',
  good: 'Good',
  bad: 'Not good',
};

function Item({ item, forms }: ItemParts) {
  const { number, text, owner, goodAnswer, state, answer } = item;
  return (
    <li id={`item-${number}`} class={`room-item room-item--${state}`}>
      <p class="room-item__text">{text}</p>
      <p>
        <strong class="room-state">{STATES[state]}</strong> For: {ownerInWords(owner)}. The good
        answer is <strong>{goodAnswer}</strong>.
      </p>
      {answer !== null && (
        <p>
          <strong>{capitalized(ITEM_ANSWERS[answer.answer])}</strong>, says <SaidBy {...answer} />
        </p>
      )}
      <Struck item={item} />
      {forms !== null && <Answering item={item} forms={forms} />}
    </li>
  );
}

function Struck({ item: { struck, number } }: Pick<ItemParts, 'item'>) {
  if (struck.length === 0) return null;
  return (
    <details id={`struck-${number}`}>
      <summary>
        Earlier answers ({struck.length})<span class="visually-hidden"> to item {number}</span>
      </summary>
      <ul>
        {struck.map((given) => (
          <li key={given.at}>
            <span class="visually-hidden">Struck: </span>
            <s>
              {capitalized(ITEM_ANSWERS[given.answer])}, said <SaidBy {...given} />
            </s>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Answering({ item, forms }: { readonly item: ItemStatus; readonly forms: FormFrame }) {
  const { number, owner, goodAnswer, answer } = item;
  if (!isTheirs(owner, forms.operator)) {
    if (answer !== null) return null;
    return <p class="quiet room-theirs">Only the {ownerInWords(owner)} can answer this.</p>;
  }
  const form = `answer-item-${number}`;
  return (
    <DisclosedForm
      {...forms}
      step="answer-item"
      nth={`-${number}`}
      role={owner}
      summary={answer === null ? 'Answer' : 'Answer again'}
      about={`item ${number}`}
      label="Save the answer"
      reasonLabel="Note"
      reason="optional"
      effect={`Any answer but “${goodAnswer}” needs a note. A later answer strikes this one; both stay in the record, with your name.`}
    >
      <input type="hidden" name="item" value={number} />
      <Choice
        legend={`Your answer to item ${number}`}
        name="answer"
        options={ANSWERS}
        chosen={typedValue(forms, form, 'answer')}
      />
      <LinkField form={form} {...forms} />
    </DisclosedForm>
  );
}

const ANSWERS = (['yes', 'no', 'not-applicable'] as const).map(
  (answer) => [answer, capitalized(ITEM_ANSWERS[answer])] as const,
);
