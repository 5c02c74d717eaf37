import { Idiomorph } from 'idiomorph';

/**
 * Brings the page up to date and leaves alone what the person is about: what they typed, what they unfolded, where
 * they are. A form that somebody has begun stays as it is until they send it: the server tells what it missed.
 */
export function morphInto(main: HTMLElement, html: string): void {
  const next = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
  if (!next) throw new Error('the answer is no page of the console');
  void Idiomorph.morph(main, next.innerHTML, {
    morphStyle: 'innerHTML',
    ignoreActiveValue: true,
    restoreFocus: true,
    callbacks: {
      beforeNodeMorphed: (node: Node) => !(node instanceof HTMLFormElement && isBegun(node)),
      beforeNodeRemoved: (node: Node) => !isInHand(node),
      beforeAttributeUpdated: (name: string, node: Element) =>
        !(name === 'open' && node instanceof HTMLDetailsElement),
    },
  });
}

/** Whether somebody has typed or chosen something in the form, or stands in it. */
function isBegun(form: HTMLFormElement): boolean {
  if (form.contains(document.activeElement)) return true;
  return [...form.elements].some(isChanged);
}

function isChanged(field: Element): boolean {
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (field instanceof HTMLSelectElement) return isChosen(field);
  if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false;
  const isChoice = field.type === 'radio' || field.type === 'checkbox';
  return isChoice ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

/** Another option than the one that the page came with: where it names none, the first. */
function isChosen({ options, selectedIndex }: HTMLSelectElement): boolean {
  const named = [...options].findLastIndex(({ defaultSelected }) => defaultSelected);
  return selectedIndex !== Math.max(named, 0);
}

function isInHand(node: Node): boolean {
  if (!(node instanceof Element)) return false;
  const forms = node instanceof HTMLFormElement ? [node] : [...node.querySelectorAll('form')];
  return forms.some(isBegun);
}
